from django.contrib import admin
from django.db import transaction

from coproduction_site.admin_tools import ChecksVersion
from coproduction_site.uploads import erasing
from pages.files.forms import PageFileForm
from pages.files.models import PageFile


@admin.register(PageFile)
class PageFileAdmin(ChecksVersion, admin.ModelAdmin):
    """What is replaced or taken away here is erased."""

    form = PageFileForm
    list_display = ["title", "page", "about", "agreed_until", "order"]
    list_filter = ["is_picture", "page"]
    search_fields = ["title", "alt", "page__title"]
    list_select_related = ["page"]
    fields = ["page", "file", "title", "alt", "people", "agreed_on", "agreed_until", "order"]

    def save_model(self, request, obj, form, change):
        before = PageFile.objects.filter(pk=obj.pk).values_list("file", flat=True).first()
        super().save_model(request, obj, form, change)
        if before and before != obj.file.name:
            erasing.when_done(before)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        erasing.when_done(obj.file.name)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        for file in queryset:
            self.delete_model(request, file)
