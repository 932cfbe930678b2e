import type { TextTable } from '../locale.ts';

/** Texts of the calibration of cameras. */
export const CALIBRATION_TEXT = {
  'calibration.none': { zh: '未标定', en: 'Not calibrated' },
  'calibration.stated': { zh: '已标定（随基础数据）', en: 'Calibrated, as base data say' },
  'calibration.solved': { zh: '已标定，{count} 对点，残差 {px} px', en: 'Calibrated by {count} pairs, {px} px off' },
  'calibration.checked': {
    zh: '{time} 复核：{points} 点，偏 {px} px',
    en: 'Checked {time}: {points} points, {px} px off',
  },
  'calibration.drift.turns': {
    zh: '云台可转动，标定不可靠：抛物溯源不采用此机',
    en: 'It is turned from here: falls are not traced by it',
  },
  'calibration.drift.moved': {
    zh: '标定后登记位置移动了 {by} m（容许 {bound} m）：抛物溯源不采用此机，请重新标定',
    en: 'Its registered place moved by {by} m since (allowed {bound} m): falls are not traced by it until it is calibrated anew',
  },
  'calibration.drift.turned': {
    zh: '标定后登记朝向改变了 {by}°（容许 {bound}°）：抛物溯源不采用此机，请重新标定',
    en: 'Its registered direction changed by {by}° since (allowed {bound}°): falls are not traced by it until it is calibrated anew',
  },
  'calibration.drift.residual': {
    zh: '复核点偏离 {by} px（容许 {bound} px）：抛物溯源误差已放宽，请重新标定',
    en: 'Points lie {by} px off (allowed {bound} px): falls are traced with a wider error until it is calibrated anew',
  },
  'calibration.open': { zh: '标定', en: 'Calibrate' },
  'calibration.check': { zh: '复核漂移', en: 'Check drift' },
  'calibration.title': { zh: '摄像机标定', en: 'Calibrate the camera' },
  'calibration.checkTitle': { zh: '标定漂移复核', en: 'Check the calibration' },
  'calibration.picture': { zh: '静态画面：{camera}', en: 'Still picture of {camera}' },
  'calibration.renew': { zh: '重取画面', en: 'New picture' },
  'calibration.closer': { zh: '放大', en: 'Zoom in' },
  'calibration.farther': { zh: '缩小', en: 'Zoom out' },
  'calibration.noStill': {
    zh: '此摄像机没有静态画面，无法标定',
    en: 'This camera gives no still picture to calibrate by',
  },
  'calibration.noPicture': { zh: '取不到静态画面', en: 'The still picture cannot be had' },
  'calibration.noScene': { zh: '请切换到三维场景', en: 'Switch to the 3D scene' },
  'calibration.corners': { zh: '正在取附近建筑的角点', en: 'Asking for corners of the buildings near by' },
  'calibration.noCorners': {
    zh: '100 m 内没有建筑角点可对应',
    en: 'No building has a corner within 100 m to match to',
  },
  'calibration.askPixel': { zh: '在画面上点一个角点', en: 'Click a corner in the picture' },
  'calibration.askCorner': { zh: '在三维场景中点同一个角点', en: 'Click the same corner in the scene' },
  'calibration.nextPixel': { zh: '在画面上点 {n} 号角点', en: 'Click corner {n} in the picture' },
  'calibration.missing': { zh: '还差 {count} 对', en: '{count} more pairs are needed' },
  'calibration.missingPoints': { zh: '还差 {count} 点', en: '{count} more points are needed' },
  'calibration.pair': { zh: '{n} 号点', en: 'Point {n}' },
  'calibration.remove': { zh: '删除 {n} 号点', en: 'Remove point {n}' },
  'calibration.solving': { zh: '正在解算', en: 'Solving' },
  'calibration.residual': { zh: '残差 {px} px（容许 {most} px）', en: 'Residual {px} px (allowed {most} px)' },
  'calibration.tooLarge': {
    zh: '残差过大，{n} 号点偏得最多：请重点或删除',
    en: 'Too far off, point {n} most: set it anew or remove it',
  },
  'calibration.pose': {
    zh: '朝向 {heading}°，仰角 {tilt}°，滚转 {roll}°，焦距 {focal} px；位置 ± {position} m，角度 ± {angle}°',
    en: 'Heading {heading}°, tilt {tilt}°, roll {roll}°, focal length {focal} px; place ± {position} m, angle ± {angle}°',
  },
  'calibration.fault.few-pairs': { zh: '至少需要 4 对点', en: 'Four pairs are needed' },
  'calibration.fault.in-line': {
    zh: '这些角点在一条直线上，定不出姿态：请加一个线外的角点',
    en: 'The corners lie in one line and fix no pose: add one aside of it',
  },
  'calibration.fault.no-pose': {
    zh: '没有姿态能对上这些点：请检查对应关系',
    en: 'No pose fits these points: check what was matched',
  },
  'calibration.fault.loose': {
    zh: '这些角点太集中，姿态定不准：请选分散、不在同一立面上的角点',
    en: 'The corners are too close together to fix a pose: choose some farther apart, and not all on one face',
  },
  'calibration.save': { zh: '保存标定', en: 'Save the calibration' },
  'calibration.saved': { zh: '{camera} 已标定，残差 {px} px', en: '{camera} is calibrated, {px} px off' },
  'calibration.tell': { zh: '复核', en: 'Check' },
  'calibration.holds': { zh: '标定仍有效，偏 {px} px', en: 'The calibration still holds, {px} px off' },
  'calibration.drifted': { zh: '标定已漂移，偏 {px} px', en: 'The calibration has drifted, {px} px off' },
  'calibration.close': { zh: '关闭', en: 'Close' },
} as const satisfies TextTable;
