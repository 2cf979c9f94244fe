from django.contrib.admin.apps import AdminConfig


class RecruitmentAdminConfig(AdminConfig):
    default_site = "recruitment.admin.RecruitmentAdminSite"
