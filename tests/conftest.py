"""What holds for every test."""

from hypothesis import HealthCheck, settings

# A slow machine is no failure: no test is timed, properties neither.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")
