"""Settings, split by concern. Everything that a site may set comes from the environment and is named here.

GONGJIN_HOME            database, files, secret key            ./var in a checkout, else ~/.gongjin
DATABASE_URL            postgresql://user:password@host/name   SQLite in GONGJIN_HOME
GONGJIN_ALLOWED_HOSTS   names the site answers to, by comma    this machine's names and addresses
GONGJIN_HTTPS           1 when the site is reached by https    0
GONGJIN_TRUST_PROXY     1 behind a proxy that sets X-Forwarded-Proto and X-Forwarded-For
GONGJIN_HSTS_SECONDS    how long browsers must keep to https   one year with GONGJIN_HTTPS, else 0
GONGJIN_LOG_LEVEL       DEBUG, INFO, WARNING, ERROR            INFO
GONGJIN_SECRET_KEY      instead of the file secret.key in GONGJIN_HOME
"""

from gongjin.web.settings.applications import *
from gongjin.web.settings.database import *
from gongjin.web.settings.language import *
from gongjin.web.settings.logs import *
from gongjin.web.settings.paths import *
from gongjin.web.settings.security import *
from gongjin.web.settings.static import *
