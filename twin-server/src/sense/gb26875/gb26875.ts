import { defineAdapter } from '../adapter.ts';
import { PanelPoint, PanelSettings } from './declaration.ts';
import { PanelListener } from './listener.ts';
import { PROTOCOL } from './refusals.ts';

/** GB/T 26875.3: user information transmission devices of fire alarm systems, which dial in and are only listened to (clauses 7.2.7, E6.1.7-1). */
export const GB26875_TCP = defineAdapter({
  id: PROTOCOL,
  label: {
    zh: 'GB/T 26875.3 用户信息传输装置（TCP 监听）',
    en: 'GB/T 26875.3 fire alarm transmission devices (TCP listener)',
  },
  settings: PanelSettings,
  point: PanelPoint,
  open: (connection, sink, log) => new PanelListener(connection, sink, log),
});
