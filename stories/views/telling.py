from django.http import HttpResponse


def start(request):
    return HttpResponse("Tell a story")


write = check = thanks = template_docx = template_page = start
