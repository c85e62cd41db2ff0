"""What holds for every test: the zones are those of the pinned package, as in the service."""

import zoneinfo

zoneinfo.reset_tzpath(())
