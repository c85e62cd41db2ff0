"""Where a million people live, by time zone.

Weights are millions of inhabitants, rounded, from general knowledge of the mid 2020s; they were not looked up [D]. A
country of several zones is split by rough shares. They cover most of mankind; the rest is spread as these are.
"""

from collections.abc import Mapping
from typing import Final

MILLIONS: Final[Mapping[str, float]] = {
    "Asia/Kolkata": 1450, "Asia/Shanghai": 1410, "Asia/Jakarta": 230, "Asia/Makassar": 45, "Asia/Karachi": 250,
    "Africa/Lagos": 230, "America/Sao_Paulo": 195, "America/Manaus": 15, "Asia/Dhaka": 173, "Europe/Moscow": 100,
    "Asia/Yekaterinburg": 22, "Asia/Novosibirsk": 20, "Africa/Addis_Ababa": 130, "America/Mexico_City": 130,
    "Asia/Tokyo": 124, "Asia/Manila": 116, "Africa/Cairo": 115, "Africa/Kinshasa": 60, "Africa/Lubumbashi": 50,
    "Asia/Ho_Chi_Minh": 100, "Asia/Tehran": 90, "Europe/Istanbul": 86, "Europe/Berlin": 84, "Asia/Bangkok": 72,
    "Africa/Dar_es_Salaam": 67, "Europe/London": 69, "Europe/Paris": 68, "Africa/Johannesburg": 62, "Europe/Rome": 59,
    "Africa/Nairobi": 55, "Asia/Yangon": 54, "America/Bogota": 52, "Asia/Seoul": 52, "Africa/Kampala": 48,
    "Europe/Madrid": 48, "Africa/Algiers": 46, "Africa/Khartoum": 48, "America/Argentina/Buenos_Aires": 46,
    "Asia/Baghdad": 45, "Asia/Kabul": 41, "Europe/Warsaw": 38, "Africa/Casablanca": 38, "Africa/Luanda": 36,
    "Europe/Kyiv": 38, "Asia/Tashkent": 36, "Asia/Kuala_Lumpur": 35, "America/Lima": 34, "Asia/Riyadh": 36,
    "Africa/Accra": 34, "Africa/Maputo": 34, "Asia/Kathmandu": 30, "America/Caracas": 28, "Asia/Colombo": 22,
    "America/New_York": 160, "America/Chicago": 100, "America/Denver": 24, "America/Los_Angeles": 56,
    "America/Toronto": 24, "America/Vancouver": 6, "Australia/Sydney": 19, "Australia/Perth": 3, "Asia/Taipei": 23,
    "America/Santiago": 19, "Africa/Abidjan": 31, "Europe/Amsterdam": 18, "Europe/Bucharest": 19,
    "Asia/Almaty": 20, "Africa/Dakar": 18, "America/Guatemala": 18, "Europe/Athens": 10, "Pacific/Auckland": 5,
}  # fmt: skip
