import type { TextTable } from '../locale.ts';

/** Texts about the pictures of the ground: whose they are, and why they are missing. */
export const GROUND_TEXT = {
  'ground.rights': { zh: '图层来源：{rights}', en: 'Layers: {rights}' },
  'ground.missing': {
    zh: '{layer}：{reason}，其余图层不受影响',
    en: '{layer}: {reason}; the other layers are unaffected',
  },
  'ground.fault.notAllowed': { zh: '影像服务器未获准访问', en: 'its imagery server is not allowed' },
  'ground.fault.unreachable': { zh: '影像服务器连接不上', en: 'its imagery server cannot be reached' },
  'ground.fault.timeout': { zh: '影像服务器超时未应答', en: 'its imagery server does not answer in time' },
  'ground.fault.status': { zh: '影像服务器报错', en: 'its imagery server reports an error' },
  'ground.fault.notImage': {
    zh: '影像服务器返回的不是图片',
    en: 'its imagery server sends something that is no picture',
  },
  'ground.fault.tooLarge': { zh: '影像瓦片过大', en: 'its tiles are too large' },
  'ground.fault.busy': { zh: '影像请求过多，请稍候', en: 'too many of its tiles are waited for' },
  'ground.fault.unreadable': { zh: '影像文件无法读取', en: 'its file cannot be read' },
} as const satisfies TextTable;
