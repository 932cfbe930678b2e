import type { TextTable } from '../locale.ts';

/** Texts of the desk's search box. */
export const SEARCH_TEXT = {
  'search.label': { zh: '搜索建筑、房屋、设备和构件', en: 'Search buildings, homes, devices and elements' },
  'search.placeholder': {
    zh: '楼栋、5-1-1702、设备、构件、拼音首字母',
    en: 'Building, 5-1-1702, device, element, initials',
  },
  'search.none': { zh: '没有找到“{query}”', en: 'Nothing matches “{query}”' },
  'search.noneHint': {
    zh: '可以试编号（FA-05-17）、名称、门牌（5-1-1702）或拼音首字母（3hl）。',
    en: 'Try a code (FA-05-17), a name, an address (5-1-1702) or pinyin initials (3hl).',
  },
  'search.asking': { zh: '正在搜索模型…', en: 'Searching the models…' },
  'search.more': { zh: '还有 {count} 项', en: '{count} more' },
  'search.moreUncounted': { zh: '显示更多', en: 'Show more' },
  'search.group.buildings': { zh: '建筑', en: 'Buildings' },
  'search.group.storeys': { zh: '楼层', en: 'Storeys' },
  'search.group.homes': { zh: '房屋', en: 'Homes' },
  'search.group.devices': { zh: '设备', en: 'Devices' },
  'search.group.spaces': { zh: '空间', en: 'Spaces' },
  'search.group.elements': { zh: '构件', en: 'Elements' },
  'search.group.features': { zh: '地理要素', en: 'Features' },
  'search.home': { zh: '{building} {unit}单元 {room}', en: '{building}, unit {unit}, {room}' },
} as const satisfies TextTable;
