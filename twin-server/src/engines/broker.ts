export { startListener } from './mqtt/listener.ts';
export type { Broker, BrokerMessage, ListenerOptions, MessageHandler, UpstreamOptions } from './mqtt/message.ts';
export { connectUpstream } from './mqtt/upstream.ts';
