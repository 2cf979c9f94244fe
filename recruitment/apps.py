from django.contrib.admin import apps as admin_apps


class RecruitmentAdminConfig(admin_apps.AdminConfig):
    default = False  # the entry "recruitment" must not take this for its own configuration
    default_site = "recruitment.admin.RecruitmentAdminSite"
