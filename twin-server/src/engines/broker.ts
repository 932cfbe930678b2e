export { startListener } from './mqtt/listener.ts';
export type { Broker, BrokerMessage, ListenerOptions } from './mqtt/message.ts';
export { connectUpstream } from './mqtt/upstream.ts';
