"""Settings, in the order a newcomer asks. What differs between machines comes from the environment.

Every variable is listed in .env.example. A bad value stops the start, with all faults named at once.
"""

from pathlib import Path

import dj_email_url
from csp.constants import NONCE, NONE, SELF
from environs import Env
from whitenoise.compress import Compressor

from coproduction_site import extra_packages
from coproduction_site.local_key import folder_of_our_own, local_secret_key
from coproduction_site.postgresql.several import in_copy, through_pooler
from coproduction_site.setting_rules import (
    AT_LEAST_ONE,
    FITS_INTO_ONE_UPLOAD,
    LINES_OR_JSON,
    LOCAL_HOSTS,
    is_address,
    is_https_address,
    is_key,
    is_mail_address,
    is_port,
    is_port_or_none,
    is_postgresql_or_none,
    is_store_address,
    is_web_address,
    refuse_ages_out_of_order,
    refuse_other_databases,
)
from coproduction_site.start_rules import PublicHost, refuse_unsafe
from coproduction_site.uploads import store_address

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env(eager=False)
env.read_env(BASE_DIR / ".env", recurse=False)

# Where it runs

DEBUG = env.bool("DEBUG", False)
DATA_DIR = BASE_DIR / env.path("DATA_DIR", "var")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", LOCAL_HOSTS)
IS_PUBLIC = not set(ALLOWED_HOSTS) <= set(LOCAL_HOSTS)
LISTEN_ON = env.str("LISTEN_ON", "127.0.0.1", validate=is_address)
PORT = env.int("PORT", 8000, validate=is_port)
METRICS_PORT = env.int("METRICS_PORT", 0, validate=is_port_or_none)
LOG_FORMAT = env.str("LOG_FORMAT", "lines", validate=LINES_OR_JSON)
WEB_CONCURRENCY = env.int("WEB_CONCURRENCY", 2, validate=AT_LEAST_ONE)
SITE_URL = env.str("SITE_URL", "", validate=is_web_address)
HTTPS = env.bool("HTTPS", False)
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)
REQUIRE_STAFF_MFA = env.bool("REQUIRE_STAFF_MFA", True)
RATE_LIMITS = env.bool("RATE_LIMITS", True)
SECRET_KEY = env.str("SECRET_KEY", "")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", [])

# Where it keeps things

DATABASES = {
    "default": env.dj_db_url(
        "DATABASE_URL",
        f"sqlite:///{DATA_DIR}/db.sqlite3",
        conn_max_age=None,
        conn_health_checks=True,
    )
}
POOLER_URL = env.str("DATABASE_POOLER_URL", "", validate=is_postgresql_or_none)
REPLICA_URL = env.str("DATABASE_REPLICA_URL", "", validate=is_postgresql_or_none)
CACHES = {"default": env.dj_cache_url("CACHE_URL", "db://cache")}
STORAGE_URL = env.str("STORAGE_URL", "", validate=is_store_address)
MEDIA_ROOT = BASE_DIR / env.path("MEDIA_ROOT", DATA_DIR / "media")
FILM_MEGABYTES = env.int("FILM_MEGABYTES", 100, validate=FITS_INTO_ONE_UPLOAD)
CHECK_LINKS = env.bool("CHECK_LINKS", True)
STATIC_ROOT = BASE_DIR / env.path("STATIC_ROOT", DATA_DIR / "static")
BACKUP_DIR = BASE_DIR / env.path("BACKUP_DIR", DATA_DIR / "backups")
BACKUP_DAYS = env.int("BACKUP_DAYS", 14, validate=AT_LEAST_ONE)
BACKUP_KEY = env.str("BACKUP_KEY", "", validate=is_key)
EMAIL_URL = env.str("EMAIL_URL", f"file:///{DATA_DIR}/mail", validate=is_mail_address)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("MAIL_FROM", "no-reply@localhost")
SECURITY_CONTACT = env.str("SECURITY_CONTACT", "")
LEAVE_FOR = env.str("LEAVE_FOR", "https://www.bbc.co.uk/weather", validate=is_https_address)

# What waits, and for how long

DRAFT_STORY_DAYS = env.int("DRAFT_STORY_DAYS", 14, validate=AT_LEAST_ONE)
DECLINED_STORY_DAYS = env.int("DECLINED_STORY_DAYS", 90, validate=AT_LEAST_ONE)
WITHDRAWN_STORY_DAYS = env.int("WITHDRAWN_STORY_DAYS", 30, validate=AT_LEAST_ONE)
PRIVATE_DETAILS_YEARS = env.int("PRIVATE_DETAILS_YEARS", 2, validate=AT_LEAST_ONE)
CONSENT_YEARS = env.int("CONSENT_YEARS", 2, validate=AT_LEAST_ONE)
DRAFT_LINK_DAYS = env.int("DRAFT_LINK_DAYS", 7, validate=AT_LEAST_ONE)
INVITATION_DAYS = env.int("INVITATION_DAYS", 7, validate=AT_LEAST_ONE)
SAFEGUARDING_HOURS = env.int("SAFEGUARDING_HOURS", 2, validate=AT_LEAST_ONE)
SAFEGUARDING_CASE_YEARS = env.int("SAFEGUARDING_CASE_YEARS", 6, validate=AT_LEAST_ONE)
CALL_DAYS = env.int("CALL_DAYS", 30, validate=AT_LEAST_ONE)
ANSWER_DAYS = env.int("ANSWER_DAYS", 7, validate=AT_LEAST_ONE)
PROFILE_CHECK_MONTHS = env.int("PROFILE_CHECK_MONTHS", 6, validate=AT_LEAST_ONE)
CHAMPION_REPLY_DAYS = env.int("CHAMPION_REPLY_DAYS", 10, validate=AT_LEAST_ONE)
GROUP_SHEET_DAYS = env.int("GROUP_SHEET_DAYS", 30, validate=AT_LEAST_ONE)
GROUP_SUMMARY_MONTHS = env.int("GROUP_SUMMARY_MONTHS", 24, validate=AT_LEAST_ONE)
HEAVY_STORIES_IN_A_ROW = env.int("HEAVY_STORIES_IN_A_ROW", 3, validate=AT_LEAST_ONE)

# Who must say yes to a story: at which ages the rule changes

CONSENT_BY_PARENT_UNTIL_AGE = env.int("CONSENT_BY_PARENT_UNTIL_AGE", 13, validate=AT_LEAST_ONE)
CONSENT_WITH_PARENT_UNTIL_AGE = env.int("CONSENT_WITH_PARENT_UNTIL_AGE", 16, validate=AT_LEAST_ONE)
ADULT_FROM_AGE = env.int("ADULT_FROM_AGE", 18, validate=AT_LEAST_ONE)

env.seal()
refuse_ages_out_of_order(
    CONSENT_BY_PARENT_UNTIL_AGE=CONSENT_BY_PARENT_UNTIL_AGE,
    CONSENT_WITH_PARENT_UNTIL_AGE=CONSENT_WITH_PARENT_UNTIL_AGE,
    ADULT_FROM_AGE=ADULT_FROM_AGE,
)
refuse_other_databases(DATABASES["default"]["ENGINE"], POOLER_URL or REPLICA_URL)
EXTRA_PACKAGES = extra_packages.needed(cache=CACHES["default"]["BACKEND"], storage=STORAGE_URL)
extra_packages.refuse_missing(EXTRA_PACKAGES)
if IS_PUBLIC:
    refuse_unsafe(
        PublicHost(
            hosts=ALLOWED_HOSTS,
            debug=DEBUG,
            key=SECRET_KEY,
            https=HTTPS,
            site_url=SITE_URL,
            staff_mfa=REQUIRE_STAFF_MFA,
            rate_limits=RATE_LIMITS,
            mail_from=DEFAULT_FROM_EMAIL,
            mail_url=EMAIL_URL,
            cache=CACHES["default"]["BACKEND"],
        )
    )
SITE_URL = SITE_URL or f"http://127.0.0.1:{PORT}"
folder_of_our_own(DATA_DIR)
SECRET_KEY = SECRET_KEY or local_secret_key(DATA_DIR)

if CACHES["default"]["BACKEND"].endswith("DatabaseCache"):
    CACHES["default"]["BACKEND"] = "coproduction_site.cache.shared_cache.PatientCache"
    CACHES["default"]["OPTIONS"] = {
        "MAX_ENTRIES": 100_000
    }  # With Django's 300 it forgets who is limited.

if CACHES["default"]["BACKEND"].endswith("RedisCache"):
    CACHES["default"]["BACKEND"] = "coproduction_site.cache.patient_redis.PatientRedis"

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # An acknowledged story must survive a power cut, and writers must queue instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    DATABASES["default"]["ENGINE"] = "coproduction_site.postgresql"
    DATABASES["default"].setdefault("OPTIONS", {})
    DATABASES["default"]["OPTIONS"] |= {
        "connect_timeout": 2,
        "options": "-c statement_timeout=7000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=20000",
        "tcp_user_timeout": 3000,
        "keepalives_idle": 20,
        "keepalives_interval": 5,
        "keepalives_count": 3,
    }

# gunicorn alone goes through a pooler, and only public pages are read from a copy (cache/replica.py)

POOLER = through_pooler(DATABASES["default"], POOLER_URL) if POOLER_URL else {}
if REPLICA_URL:
    DATABASES["replica"] = in_copy(DATABASES["default"], REPLICA_URL)
    DATABASE_ROUTERS = ["coproduction_site.cache.replica.Router"]

# What it is made of

INSTALLED_APPS = [
    "coproduction_site",
    "pages",
    "stories",
    "partners",
    "ladder",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "django_prose_editor",
    "post_office",
    "simple_history",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "coproduction_site.logs.number_of_request",
    "coproduction_site.request_rules.head_is_get_without_a_body",
    "coproduction_site.headers.same_on_every_answer",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "coproduction_site.uploads.body_limit.have_an_end",
    "coproduction_site.errors.plain_page_when_the_database_is_away",
    "coproduction_site.request_rules.no_zero_bytes_in_the_admin",
    "coproduction_site.request_rules.fonts_are_left_out_where_data_is_saved",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_http_compression.middleware.HttpCompressionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "coproduction_site.in_languages.addresses.speaks_the_language_of_its_address",
    "django.middleware.common.CommonMiddleware",
    "coproduction_site.request_rules.a_page_says_what_it_takes",
    "coproduction_site.without_cookies.the_key_travels",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "coproduction_site.accounts.adapter.WhoIsThere",
    "coproduction_site.headers.personal_pages_are_not_kept",
    "simple_history.middleware.HistoryRequestMiddleware",
]
ROOT_URLCONF = "coproduction_site.urls"
WSGI_APPLICATION = "coproduction_site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "libraries": {"honeypot": "coproduction_site.honeypot"},
            "builtins": ["django.templatetags.i18n", "coproduction_site.templatetags.translated"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "coproduction_site.context.site",
                "pages.context.menu",
                "stories.submission.checked.words",
            ],
        },
    }
]
FORM_RENDERER = "coproduction_site.forms.FormRenderer"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "forms"
CRISPY_FAIL_SILENTLY = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

# What waits for staff: the first screen of the desk and the daily letter count it (desk/waiting.py)

DESK_WAITING = [
    "stories.moderation.dashboard.SECTIONS",
    "partners.waiting.SECTIONS",
    "pages.waiting.SECTIONS",
    "coproduction_site.accounts.waiting.SECTIONS",
]

# Where the site holds something about people: one search finds it, hands it out, erases it (rights/sources.py)

RIGHTS_SOURCES = [
    "stories.moderation.rights.SOURCES",
    "partners.rights.SOURCES",
    "pages.rights.SOURCES",
]

# What the worker does for apps and rooms of which its command knows nothing (stories/management/commands/work.py)

WORKER_TASKS = [
    "coproduction_site.search.daily.TASKS",
    "partners.tasks.TASKS",
    "pages.tasks.TASKS",
]

# What is written from stories in apps that those know nothing of (stories/models/retelling.py)

WRITTEN_FROM_STORIES = ["pages.case_studies.of_stories"]

# What people are asked to do, and say yes to: pages that they look after, seats (accounts/invitations.py)

INVITATIONS = ["partners.members.invitations.to_answer"]

# Who writes the letters that find their words as they go (outbox/written_last.py)

LETTERS_WRITTEN_LAST = {"news": "pages.news.letters.words_of"}

# Where nobody may look over a shoulder: pages that begin so have a way out, to LEAVE_FOR (includes/leave.html)

LEAVE_FROM = ("/stories/share/", "/stories/follow/", "/safe-use/")

# What everybody can search, each kind where the title does not decide before the next (search/kinds.py)

SEARCH_KINDS = [
    "pages.searched.KINDS",
    "partners.searched.KINDS",
    "ladder.searched.KINDS",
    "pages.searched.LATER",
    "stories.searched.KINDS",
    "pages.easy_read.searched.KINDS",
    "pages.translations.searched.KINDS",
]

# Words and time

LANGUAGE_CODE = "en-gb"
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["coproduction_site.formats"]
TIME_ZONE = "Europe/London"
USE_TZ = True

# Files

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": store_address.storage(STORAGE_URL),
    "staticfiles": {
        "BACKEND": "coproduction_site.cache.static_storage.JoinedStaticFilesStorage",
        # A proxy with an account of its own hands them out.
        "OPTIONS": {"file_permissions_mode": 0o644},
    },
}
if DEBUG:
    STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# Half the time of `collectstatic` went into one map, which no browser fetches but a programmer's.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
WHITENOISE_MAX_AGE = 0 if DEBUG else 31_536_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 40  # Twenty photos of paper at a time, and a sentence for some more.
FILE_UPLOAD_PERMISSIONS = 0o640

# Letters wait in the database until the worker has sent them

EMAIL_BACKEND = "coproduction_site.mail.Outbox"
EMAIL_TIMEOUT = 10
EMAIL = dj_email_url.parse(EMAIL_URL)
EMAIL_HOST, EMAIL_PORT = EMAIL["EMAIL_HOST"], EMAIL["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL["EMAIL_HOST_USER"], EMAIL["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL["EMAIL_USE_TLS"], EMAIL["EMAIL_USE_SSL"]
EMAIL_FILE_PATH = EMAIL["EMAIL_FILE_PATH"]
POST_OFFICE = {
    "BACKENDS": {"default": EMAIL["EMAIL_BACKEND"]},
    "TEMPLATE_ENGINE": "django",
}

# Signing in

AUTH_USER_MODEL = "coproduction_site.User"
GIVEN_BY_NAME = {"stories.read_held_story", "stories.break_glass"}  # No administrator has these by rank.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "coproduction_site.accounts.adapter.LongEnough"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "coproduction_site.accounts.slow_hash.Argon2id",  # For the four words of a story, asked for by its name.
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "partners:mine"
LOGOUT_REDIRECT_URL = "pages:home"
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60
ACCOUNT_ADAPTER = "coproduction_site.accounts.adapter.InvitedOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_FORMS = {
    "login": "coproduction_site.accounts.forms.SignIn",
    "request_login_code": "coproduction_site.accounts.forms.AskForCode",
    "confirm_login_code": "coproduction_site.accounts.forms.EnterCode",
    "reset_password": "coproduction_site.accounts.forms.ForgottenPassword",
    "reset_password_from_key": "coproduction_site.accounts.forms.NewPassword",
    "change_password": "coproduction_site.accounts.forms.ChangePassword",
    "set_password": "coproduction_site.accounts.forms.FirstPassword",
    "reauthenticate": "coproduction_site.accounts.forms.PasswordAgain",
}
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = {} if RATE_LIMITS else False
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
MFA_ADAPTER = "coproduction_site.accounts.adapter.SecondFactor"
MFA_FORMS = {
    "authenticate": "coproduction_site.accounts.forms.SecondStep",
    "reauthenticate": "coproduction_site.accounts.forms.SecondStepAgain",
    "activate_totp": "coproduction_site.accounts.forms.AddApp",
    "add_webauthn": "coproduction_site.accounts.forms.AddPasskey",
    "edit_webauthn": "coproduction_site.accounts.forms.RenamePasskey",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Co-production"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

# Safety

_prefix = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{_prefix}session"
CSRF_COOKIE_NAME = f"{_prefix}csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = DRAFT_STORY_DAYS * 24 * 60 * 60
CSRF_FAILURE_VIEW = "coproduction_site.errors.words_kept"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY = {
    "camera": [],
    "display-capture": [],
    "geolocation": [],
    "microphone": [],
    "payment": [],
    "usb": [],
    "publickey-credentials-create": "self",
    "publickey-credentials-get": "self",
}

# What is written down while it runs: no names, no addresses, no words of a story

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "lines": {"format": "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s"},
        "json": {"()": "coproduction_site.logs.AsJson"},
    },
    "filters": {
        "without_keys": {"()": "coproduction_site.logs.WithoutKeys"},
        "in_one_line": {"()": "coproduction_site.logs.FaultsOfSendersInOneLine"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": LOG_FORMAT,
            "filters": ["in_one_line", "without_keys"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "INFO" if DEBUG else "WARNING"},
    "loggers": {
        "accounts": {"level": "INFO"},
        "stories": {"level": "INFO"},
        "django.server": {"handlers": ["stderr"], "propagate": False},
        "post_office": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}
