import type { TextTable } from '../locale.ts';

/** Texts of what cameras and fences cover. */
export const COVERAGE_TEXT = {
  'coverage.open': { zh: '覆盖', en: 'Coverage' },
  'coverage.title': { zh: '监控与围界覆盖', en: 'Coverage by cameras and fences' },
  'coverage.asking': { zh: '正在计算', en: 'Computing' },
  'coverage.metres': { zh: '{length} m', en: '{length} m' },
  'coverage.perimeter': { zh: '围界 {length} m', en: 'Boundary, {length} m' },
  'coverage.unfenced': { zh: '无电子围栏', en: 'Without a fence zone' },
  'coverage.unseen': { zh: '无摄像机可见', en: 'Seen by no camera' },
  'coverage.neither': { zh: '两者皆无', en: 'Neither' },
  'coverage.places': { zh: '关键位置（已覆盖 / 总数）', en: 'Key places, covered of all' },
  'coverage.kind.estateEntrance': { zh: '小区出入口', en: 'Estate entrances' },
  'coverage.kind.unitEntrance': { zh: '楼栋单元门', en: 'Unit entrances' },
  'coverage.kind.carParkEntrance': { zh: '停车场出入口', en: 'Car-park entrances' },
  'coverage.kind.mainRoad': { zh: '小区主干道', en: 'Main roads' },
  'coverage.kind.fireLane': { zh: '消防通道', en: 'Fire lanes' },
  'coverage.kind.publicArea': { zh: '重点公共区域', en: 'Key public areas' },
  'coverage.facades': { zh: '外立面可见面积', en: 'Facade seen, by area' },
  'coverage.without': { zh: '假设停用', en: 'What if without' },
  'coverage.choose': { zh: '选择摄像机', en: 'Choose a camera' },
  'coverage.note': {
    zh: '按建筑模型与地形的遮挡计算；围界缺口以红色标出',
    en: 'By occlusion against the models and the ground; gaps of the boundary are red',
  },
} as const satisfies TextTable;
