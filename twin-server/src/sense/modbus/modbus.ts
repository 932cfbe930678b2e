import { defineAdapter } from '../adapter.ts';
import { ModbusPoint, ModbusSettings } from './declaration.ts';
import { ModbusPoller } from './poller.ts';

/** Modbus TCP: registers of meters, pumps, fence controllers and gateways, asked in turn (dictionary §4.1; clause 6.4.2-5). */
export const MODBUS_TCP = defineAdapter({
  id: 'modbus-tcp',
  label: { zh: 'Modbus TCP（轮询寄存器）', en: 'Modbus TCP (polled registers)' },
  settings: ModbusSettings,
  point: ModbusPoint,
  open: (connection, sink, log) => new ModbusPoller(connection, sink, log),
});
