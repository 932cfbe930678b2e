import type { Adapter } from './adapter.ts';
import { GB26875_TCP } from './gb26875/gb26875.ts';
import { MODBUS_TCP } from './modbus/modbus.ts';

/** The protocols that connections may speak, one line each. */
export const ADAPTERS: readonly Adapter[] = [MODBUS_TCP, GB26875_TCP];
