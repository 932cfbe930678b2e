import { shiftedSystemOf } from './chinese-offset.ts';
import { epsgOf, isKnownCrs } from './projection.ts';

/** A CRS as toGeographic takes it with a name to show, or the reason why a text means none that is known here. */
export type CrsReading = { readonly crs: string; readonly name: string } | { readonly reason: string };

/** Datums that are taken as equal to WGS 84: apart by less than a metre or two, as plate motion and realizations go. */
const EQUAL_DATUM =
  /WGS[ _]?(?:19)?84|World[ _]Geodetic[ _]System[ _](?:19)?84|China[ _](?:Geodetic[ _]Coordinate[ _]System[ _])?2000|CGCS[ _]?2000|ETRS[ _]?(?:19)?89|European[ _]Terrestrial|JGD[ _]?20(?:00|11)|NAD[ _]?(?:19)?83|North[ _]American[ _](?:Datum[ _])?(?:of[ _])?1983|GDA|ITRF/i;

/** Systems of which the way to WGS 84 is not public, or differs from town to town by up to 100 m. */
const OLD_CHINESE = /xian[ _-]?(?:19)?80|beijing[ _-]?(?:19)?54|西安|北京/i;

const zoneOf = (text: string) => Number(/\bzone (\d{1,2})/i.exec(text)?.[1] ?? Number.NaN);
const meridianOf = (text: string) => Number(/\bCM (\d{2,3})E/i.exec(text)?.[1] ?? Number.NaN);

/** EPSG number of a name as EPSG, Esri and OGC write it; null where it is none of those known here. */
function epsgOfName(name: string): number | null {
  const plain = name.replace(/[_/]+/g, ' ').replace(/\s+/g, ' ').trim();
  if (/^(?:urn:ogc:def:crs:OGC:[\d.]*:|OGC:)?CRS ?84h?$/i.test(plain)) return 4326;
  if (/^(?:GCS )?WGS ?(?:19)?84(?: \(.*\))?$/i.test(plain)) return 4326;
  if (/^(?:GCS )?(?:China Geodetic Coordinate System 2000|CGCS ?2000)(?: \(.*\))?$/i.test(plain)) return 4490;
  if (/^WGS ?(?:19)?84 (?:Web Mercator|Pseudo-Mercator)/i.test(plain)) return 3857;
  if (/^CGCS ?2000\b.*(?:GK|Gauss)/i.test(plain)) {
    const narrow = /3[- ]degree/i.test(plain);
    const [zone, meridian] = [zoneOf(plain), meridianOf(plain)];
    if (Number.isFinite(meridian)) return narrow ? 4534 + (meridian - 75) / 3 : 4502 + (meridian - 75) / 6;
    if (Number.isFinite(zone)) return narrow ? 4513 + zone - 25 : 4491 + zone - 13;
  }
  return epsgOf(plain);
}

const known = (epsg: number | null): CrsReading | null =>
  epsg !== null && isKnownCrs(`EPSG:${epsg}`) ? { crs: `EPSG:${epsg}`, name: `EPSG:${epsg}` } : null;

const isWkt = (text: string) => /^(?:PROJ|GEOG|GEOD|BOUND|COMPD)[A-Z]*\[/i.test(text);

/** A CRS of WKT 1 (of Esri too) or WKT 2: by its own EPSG code, by its name, else by its parameters where its datum allows it. */
function readWkt(wkt: string): CrsReading {
  const name = /"([^"]*)"/.exec(wkt)?.[1] ?? '';
  // The code of the whole stands last; those before are of its parts.
  const code = /(?:AUTHORITY|ID)\[\s*"EPSG"\s*,\s*"?(\d{4,5})"?\s*\]\s*\]\s*$/i.exec(wkt)?.[1];
  const found = known(code === undefined ? null : Number(code)) ?? known(epsgOfName(name));
  if (found) return found;
  if (/^COMPD/i.test(wkt)) {
    const plan = /(?:PROJ|GEOG)[A-Z]*\[.*$/is.exec(wkt.slice(6))?.[0];
    return plan ? readWkt(plan.slice(0, closingOf(plan))) : { reason: `the compound CRS ${name} has no part in plan` };
  }
  const datum = /(?:DATUM|ENSEMBLE)\[\s*"([^"]*)"/i.exec(wkt)?.[1] ?? '';
  if (!EQUAL_DATUM.test(datum) || OLD_CHINESE.test(datum)) {
    return { reason: `the CRS ${name} has the datum ${datum || 'of no name'}, whose way to WGS 84 is not known here` };
  }
  return { crs: wkt, name };
}

/** Place after the bracket that closes the first one of a text. */
function closingOf(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '[') depth += 1;
    else if (text[i] === ']' && --depth === 0) return i + 1;
  }
  return text.length;
}

/**
 * What a text means by a CRS: `EPSG:4547`, a URN, a name of EPSG or Esri, `GCJ-02`, `BD-09`, a `+proj=` string, or WKT. CGCS2000, ETRS89
 * and their like are taken as equal to WGS 84; datums whose way to it is not public are refused, not guessed.
 */
export function readCrs(text: string): CrsReading {
  const trimmed = text.trim();
  const shifted = shiftedSystemOf(trimmed);
  if (shifted) return { crs: shifted, name: shifted };
  if (trimmed.startsWith('+proj=')) return { crs: trimmed, name: trimmed };
  if (isWkt(trimmed)) return readWkt(trimmed);
  const found = known(epsgOfName(trimmed));
  if (found) return found;
  if (OLD_CHINESE.test(trimmed)) return { reason: `the way from ${trimmed} to WGS 84 is not public` };
  return { reason: `the CRS ${trimmed.slice(0, 80)} is not known here` };
}
