import type { TextTable } from '../locale.ts';

/** Texts of coordinates and heights. */
export const COORDINATES_TEXT = {
  'coordinates.title': { zh: '指针处坐标', en: 'Coordinates under the pointer' },
  'coordinates.system': { zh: '坐标系', en: 'Coordinate system' },
  'coordinates.dms': { zh: 'WGS 84 度分秒', en: 'WGS 84 d m s' },
  'coordinates.heights': { zh: '高程基准', en: 'Height datum' },
  'coordinates.datum.ellipsoid': { zh: '大地高', en: 'Ellipsoid' },
  'coordinates.datum.egm96': { zh: 'EGM96', en: 'EGM96' },
  'coordinates.datum.1985': { zh: '1985 高程', en: '1985 datum' },
  'coordinates.height.ellipsoid': { zh: '大地高 {height} m', en: '{height} m above ellipsoid' },
  'coordinates.height.egm96': { zh: '海拔 {height} m（EGM96）', en: '{height} m (EGM96)' },
  'coordinates.height.1985': { zh: '1985 高程 {height} m ±0.25', en: '{height} m ±0.25 (1985 datum)' },
  'coordinates.metres': { zh: '{value} m', en: '{value} m' },
  'coordinates.copy': { zh: '复制坐标', en: 'Copy the coordinates' },
  'coordinates.copied': { zh: '已复制：{text}', en: 'Copied: {text}' },
  'coordinates.notCopied': { zh: '浏览器不允许复制：{text}', en: 'The browser does not let it be copied: {text}' },
} as const satisfies TextTable;
