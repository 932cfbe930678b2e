import type { TextTable } from '../locale.ts';

/** Texts of falling objects traced back to where they came from. */
export const FALL_TEXT = {
  'fall.title': { zh: '抛物溯源', en: 'Where it fell from' },
  'fall.undetermined': { zh: '无法判定：{reason}', en: 'Undetermined: {reason}' },
  'fall.no-calibration': { zh: '摄像机未标定', en: 'the camera is not calibrated' },
  'fall.few-sightings': { zh: '轨迹点不足 4 个', en: 'it was seen fewer than four times' },
  'fall.rises': { zh: '目标向上运动', en: 'it moves upwards' },
  'fall.cameras-disagree': { zh: '各摄像机轨迹不一致', en: 'the cameras disagree' },
  'fall.no-fall': { zh: '轨迹不符合坠落规律', en: 'gravity, air and wind do not explain the track' },
  'fall.no-facade': { zh: '轨迹未指向任何建筑开口', en: 'the track leads back to no opening' },
  'fall.too-uncertain': { zh: '可能楼层过多', en: 'too many storeys are possible' },
  'fall.storey': { zh: '溯源 {storey}（{share}）', en: 'from {storey} ({share})' },
  'fall.unknownStorey': { zh: '溯源无法判定', en: 'storey undetermined' },
  'fall.height': { zh: '起点离地 {height} ± {sigma} m', en: 'start {height} ± {sigma} m above the ground' },
  'fall.sightings': { zh: '轨迹 {count} 点', en: '{count} sightings' },
  'fall.wind': { zh: '风速 {speed} m/s，风向 {from}°', en: 'wind {speed} m/s from {from}°' },
  'fall.noWind': { zh: '无实测风', en: 'wind not measured' },
  'fall.drifted': {
    zh: '{camera} 标定已漂移，误差已放宽',
    en: 'The calibration of {camera} has drifted: its error was widened',
  },
  'fall.leftOut': {
    zh: '{camera} 标定后被移动或转动，未采用其轨迹',
    en: '{camera} was moved or turned since it was calibrated: its track was left out',
  },
  'fall.other': { zh: '其他', en: 'Other' },
  'fall.look': { zh: '正对立面查看', en: 'Look at the facade' },
  'fall.confirm': { zh: '签认来源住户', en: 'Sign for the home' },
  'fall.confirmTitle': { zh: '签认抛物来源', en: 'Sign for where it came from' },
  'fall.confirmLead': {
    zh: '签认以本人名义记入日志与审计，不可撤销。依据中请勿写住户姓名。',
    en: 'It is signed in your name, in the journal and the audit, and cannot be taken back. Write no names into the reason.',
  },
  'fall.home': { zh: '住户', en: 'Home' },
  'fall.reason': { zh: '依据', en: 'Reason' },
  'fall.sign': { zh: '签认', en: 'Sign' },
  'fall.confirmed': { zh: '{time} 已签认：{place}', en: 'Signed for at {time}: {place}' },
} as const satisfies TextTable;
