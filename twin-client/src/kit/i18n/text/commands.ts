import type { TextTable } from '../locale.ts';

/** Texts of what devices are told by people. */
export const COMMANDS_TEXT = {
  'commands.title': { zh: '远程控制', en: 'Commands' },
  'commands.supervised': {
    zh: '{facility}系统自有控制主机：平台只监视，从不控制。',
    en: '{facility} has a controller of its own: it is watched here and never commanded.',
  },
  'commands.to': { zh: '{command}：{device}', en: '{command}: {device}' },
  'commands.next': { zh: '下一步', en: 'Next' },
  'commands.send': { zh: '下发', en: 'Send' },
  'commands.confirmLead': {
    zh: '再次确认：{device} 将执行“{command}”{args}。',
    en: 'Confirm once more: {device} will do “{command}”{args}.',
  },
  'commands.confirm': { zh: '确认下发', en: 'Confirm and send' },
  'commands.optional': { zh: '{label}（可不填）', en: '{label} (optional)' },
  'commands.range': { zh: '{label}（{min} 至 {max}{unit}）', en: '{label} ({min} to {max}{unit})' },
  'commands.unset': { zh: '不指定', en: 'not given' },
  'commands.log': { zh: '最近指令', en: 'Last commands' },
  'commands.none': { zh: '还没有指令', en: 'No commands so far' },
  'commands.earlier': { zh: '更早的指令', en: 'Earlier commands' },
  'commands.done': { zh: '{command}：已执行', en: '{command}: done' },
  'commands.failed': { zh: '{command}：{result}', en: '{command}: {result}' },
} as const satisfies TextTable;
