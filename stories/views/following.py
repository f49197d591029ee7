from django.http import HttpResponse


def follow(request, token):
    return HttpResponse("Follow a story")
