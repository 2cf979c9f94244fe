FROM python:3.12-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 DEBUG=0 DATA_DIR=/data
WORKDIR /app

COPY requirements.txt .
RUN pip install -r requirements.txt 'django-storages[s3]==1.14.6'

COPY . .
# The static files' names hold their content's hash; making them needs no secret of the real site.
RUN SECRET_KEY=only-to-collect-static-files-0123456789-abcdefghijklmnop \
    DATABASE_URL=postgres://none@localhost/none REDIS_URL=redis://localhost \
    ALLOWED_HOSTS=localhost SITE_URL=https://localhost EMAIL_URL=smtp://localhost \
    DEFAULT_FROM_EMAIL=none@localhost MEDIA_ROOT=/data/media \
    python manage.py collectstatic --noinput \
    && useradd --system --uid 1000 --create-home app && install -d -o app -g app -m 700 /data /data/media

USER app
VOLUME /data
EXPOSE 8000
# One process of the Procfile: web, worker or beat.
ENTRYPOINT ["script/run"]
CMD ["web"]
