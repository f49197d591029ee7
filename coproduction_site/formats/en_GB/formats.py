"""Days and times as everybody here reads them: 12:26, where Django's own British English says 12:26 p.m."""

TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j M Y, H:i"
SHORT_DATETIME_FORMAT = "d/m/Y H:i"
