#!/usr/bin/env python3
"""Makes data/names/countries.tsv from Unicode CLDR: names of countries and of the cities that stand for them.

Usage: npm pack cldr-localenames-full cldr-dates-full, unpack both, then
       scripts/names.py LOCALENAMES_FOLDER DATES_FOLDER > data/names/countries.tsv

One line for each country: its ISO 3166 code, a tab, and the names in English, Azerbaijani, Turkish, Russian and Arabic,
parted by "|". The result is kept in the repository; the program reads no network. CLDR is under the Unicode License
(see NOTICE).
"""
import json
import sys

LANGUAGES = ["en", "az", "tr", "ru", "ar"]
# Cities that people name when they mean the government; CLDR's time zones have their names in every language.
CAPITALS = {
    "EG": "Africa/Cairo", "DZ": "Africa/Algiers", "LY": "Africa/Tripoli", "TN": "Africa/Tunis", "SD": "Africa/Khartoum",
    "SA": "Asia/Riyadh", "JO": "Asia/Amman", "AZ": "Asia/Baku", "IQ": "Asia/Baghdad", "LB": "Asia/Beirut",
    "SY": "Asia/Damascus", "IR": "Asia/Tehran", "AM": "Asia/Yerevan", "GE": "Asia/Tbilisi", "AF": "Asia/Kabul",
    "JP": "Asia/Tokyo", "KR": "Asia/Seoul", "UZ": "Asia/Tashkent", "RU": "Europe/Moscow", "GB": "Europe/London",
    "FR": "Europe/Paris", "DE": "Europe/Berlin", "IT": "Europe/Rome", "ES": "Europe/Madrid", "GR": "Europe/Athens",
    "PL": "Europe/Warsaw", "AT": "Europe/Vienna", "HU": "Europe/Budapest", "RS": "Europe/Belgrade",
    "SE": "Europe/Stockholm", "NO": "Europe/Oslo", "PT": "Europe/Lisbon", "IE": "Europe/Dublin",
}


def main(names_folder: str, dates_folder: str) -> None:
    names: dict[str, list[str]] = {}
    for language in LANGUAGES:
        with open(f"{names_folder}/main/{language}/territories.json", encoding="utf-8") as file:
            territories = json.load(file)["main"][language]["localeDisplayNames"]["territories"]
        with open(f"{dates_folder}/main/{language}/timeZoneNames.json", encoding="utf-8") as file:
            zones = json.load(file)["main"][language]["dates"]["timeZoneNames"]["zone"]
        for key, name in territories.items():
            code = key.split("-")[0]
            if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"):
                names.setdefault(code, []).append(name)
        for code, zone in CAPITALS.items():
            area, city = zone.split("/")
            names[code].append(zones[area].get(city, {}).get("exemplarCity", city))
    for code in sorted(names):
        unique = list(dict.fromkeys(name for name in names[code]))
        print(code, "|".join(unique), sep="\t")


if __name__ == "__main__":
    main(*sys.argv[1:])
