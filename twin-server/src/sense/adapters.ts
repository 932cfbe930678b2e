import type { Adapter } from './adapter.ts';
import { MODBUS_TCP } from './modbus/modbus.ts';

/** The protocols that connections may speak, one line each. */
export const ADAPTERS: readonly Adapter[] = [MODBUS_TCP];
