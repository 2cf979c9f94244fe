from django.http import JsonResponse


def problem(status, title, *, errors=None, detail="", headers=None, **members):
    """An error as application/problem+json (RFC 9457). `errors` maps a field to its sentences."""
    body = {"type": "about:blank", "title": title, "status": status, **members}
    if detail:
        body["detail"] = detail
    if errors:
        body["errors"] = {
            name: [str(sentence) for sentence in sentences] for name, sentences in errors.items()
        }
    return JsonResponse(body, status=status, content_type="application/problem+json", headers=headers)
