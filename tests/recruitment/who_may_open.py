"""The table: address, and the answer for each of the people in the order of PEOPLE."""

PEOPLE = ["anybody", "nurse", "other_nurse", "owner", "other_owner", "recruiter", "other_recruiter", "staff"]


def everybody(answer):
    return [answer] * len(PEOPLE)


def members(answer):
    return ["log"] + [answer] * (len(PEOPLE) - 1)


def nurses(hers, others="404"):
    return ["log", hers, others, "403", "403", "403", "403", "403"]


def the_facilitys(owner, recruiter):
    return ["log", "404", "404", owner, "404", recruiter, "404", "404"]


PUBLIC = everybody("200")
ONLY_POSTED = members("405")
HERS = nurses("200")
NURSES = nurses("200", "200")
REVIEWERS = ["log", "log", "log", "200", "200", "200", "200", "200"]
REVIEWED = ["log", "log", "log", "200", "404", "200", "404", "200"]
REVIEW_POSTED = ["log", "log", "log", "405", "405", "405", "405", "405"]
NEVER_IN_ADMIN = ["log", "log", "log", "403", "403", "403", "403", "403"]
STAFF = ["log", "log", "log", "403", "403", "403", "403", "200"]
LOGGED_OUT = ["200"] + ["go"] * (len(PEOPLE) - 1)

OPEN_FOR = {
    # Words and lists for everybody.
    "home": PUBLIC,
    "about_data": PUBLIC,
    "privacy": PUBLIC,
    "accessibility": PUBLIC,
    "robots_txt": PUBLIC,
    "favicon": everybody("go"),
    "security_txt": PUBLIC,
    "sitemap": PUBLIC,
    "sitemap_section": PUBLIC,
    "health_live": PUBLIC,
    "health_ready": everybody("503"),  # no worker beats its heart while the tests run
    "jobs:search": PUBLIC,
    "jobs:in_state": PUBLIC,
    "jobs:in_city": PUBLIC,
    "jobs:as_role": PUBLIC,
    "jobs:as_role_in_state": PUBLIC,
    "jobs:at_setting": PUBLIC,
    "jobs:posting": PUBLIC,
    "jobs:posting_short": everybody("go"),
    "jobs:facilities": PUBLIC,
    "jobs:facility": PUBLIC,
    "jobs:feed_rss": PUBLIC,
    "jobs:feed_atom": PUBLIC,
    "jobs:feed_json": PUBLIC,
    "jobs:feed_indeed": PUBLIC,
    # Alerts: the token is the key, whoever holds it.
    "alerts:create": PUBLIC,
    "alerts:asked": PUBLIC,
    "alerts:confirm": everybody("go"),  # this one is confirmed
    "alerts:manage": PUBLIC,
    "alerts:unsubscribe": PUBLIC,
    "alerts:pause": everybody("405"),
    "alerts:still_looking": everybody("405"),
    "alerts:alerts": members("200"),
    "alerts:mail_reports": everybody("404"),  # no mail provider is configured
    # The nurse's own.
    "candidates:me": NURSES,
    "candidates:profile": NURSES,
    "candidates:profile_start": nurses("go", "go"),
    "candidates:license_edit": HERS,
    "candidates:license_remove": ONLY_POSTED,
    "candidates:credential_edit": HERS,
    "candidates:credential_remove": ONLY_POSTED,
    "candidates:resume_file": HERS,
    "candidates:resume_remove": ONLY_POSTED,
    "applications:applications": NURSES,
    "applications:application": HERS,
    "applications:apply": nurses("go", "200"),  # she has applied already
    "applications:withdraw": HERS,
    "applications:reopen": ONLY_POSTED,
    "applications:discard": ONLY_POSTED,
    "applications:privacy": NURSES,
    "applications:export": NURSES,
    "applications:delete_account": ONLY_POSTED,
    # The facility's own.
    "jobs:facility_home": ["log", "go", "go", "200", "200", "200", "200", "go"],
    "jobs:facility_start": members("200"),
    "jobs:facility_edit": the_facilitys("200", "404"),
    "jobs:team": the_facilitys("200", "404"),
    "jobs:team_member": ONLY_POSTED,
    "jobs:invitation": members("200"),  # the link is the key
    "jobs:posting_new": the_facilitys("200", "200"),
    "jobs:posting_edit": the_facilitys("200", "200"),
    "jobs:posting_preview": the_facilitys("200", "200"),
    "jobs:posting_move": ONLY_POSTED,
    # The API: open to read; a facility's own software has a key, and being logged in is none.
    "api:jobs": PUBLIC,
    "api:job": PUBLIC,
    "api:facets": PUBLIC,
    "api:schema": PUBLIC,
    "api:docs": PUBLIC,
    "api:elsewhere": everybody("404"),
    "api:partner_jobs": everybody("401"),
    "api:partner_job": everybody("401"),
    "api:partner_close": everybody("405"),
    "api:keys": the_facilitys("200", "404"),
    "api:key_rotate": ONLY_POSTED,
    "api:key_revoke": ONLY_POSTED,
    # Review in the admin.
    "admin:index": REVIEWERS,
    "admin:app_list": REVIEWERS,
    "admin:jsi18n": REVIEWERS,
    "admin:login": ["log", "403", "403", "go", "go", "go", "go", "go"],
    "admin:logout": ["log", "go", "go", "405", "405", "405", "405", "405"],
    "admin:password_change": REVIEWERS,
    "admin:password_change_done": REVIEWERS,
    "admin:autocomplete": NEVER_IN_ADMIN,  # without the field it completes
    "admin:applications_application_changelist": REVIEWERS,
    "admin:applications_application_change": REVIEWED,
    "admin:applications_application_history": REVIEWED,
    "admin:applications_application_add": NEVER_IN_ADMIN,
    "admin:applications_application_delete": NEVER_IN_ADMIN,
    "admin:applications_resume": REVIEWED,
    "admin:applications_move": REVIEW_POSTED,
    "admin:applications_message": REVIEW_POSTED,
    "admin:applications_note": REVIEW_POSTED,
    "admin:auth_user_password_change": STAFF,
    "admin:alerts_delivery_overview": STAFF,
    # Accounts.
    "account_login": LOGGED_OUT,
    "account_signup": LOGGED_OUT,
    "account_logout": ["go"] + ["200"] * 7,
    "account_inactive": PUBLIC,
    "account_confirm_email": PUBLIC,
    "account_email_verification_sent": PUBLIC,
    "account_reset_password": PUBLIC,
    "account_reset_password_done": PUBLIC,
    "account_reset_password_from_key": PUBLIC,
    "account_reset_password_from_key_done": PUBLIC,
    "account_change_password": members("200"),
    "account_set_password": members("go"),
    "account_email": members("200"),
    "account_reauthenticate": members("200"),
    "account_confirm_login_code": members("go"),
    "mfa_index": members("200"),
    "mfa_authenticate": members("go"),
    "mfa_reauthenticate": members("go"),
    "mfa_activate_totp": members("go"),  # asks for the password again first
    "mfa_deactivate_totp": members("404"),  # nobody here has one
    "mfa_generate_recovery_codes": members("go"),
    "mfa_view_recovery_codes": members("404"),
    "mfa_download_recovery_codes": members("404"),
}
