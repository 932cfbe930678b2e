/** Bounds of the embedded listener; sizes in bytes, times in milliseconds. */
export interface MqttLimits {
  /** Largest payload of a message; beyond it the connection is closed before the body is read. */
  readonly maxPayload: number;
  /** Largest packet of any other kind. */
  readonly maxOtherPacket: number;
  readonly maxConnections: number;
  /** Unfinished messages of one connection, beyond which it is no longer read. */
  readonly maxInflight: number;
  readonly maxInflightBytes: number;
  /** Unfinished bytes of all connections together. */
  readonly maxTotalInflightBytes: number;
  readonly maxSubscriptions: number;
  /** Messages sent down to one client and not acknowledged, beyond which it is taken for stuck and closed. */
  readonly maxOutgoing: number;
  /** Time a client has to send its CONNECT. */
  readonly connectTimeoutMs: number;
  /** Time a client has to acknowledge a message sent down. */
  readonly deliveryTimeoutMs: number;
  /** Pause before a refused login is answered. */
  readonly refusalDelayMs: number;
  /** Time that messages under way have to become durable when the listener closes. */
  readonly closeTimeoutMs: number;
}

export const DEFAULT_MQTT_LIMITS: MqttLimits = {
  maxPayload: 1024 * 1024,
  maxOtherPacket: 64 * 1024,
  maxConnections: 20_000,
  maxInflight: 4_096,
  maxInflightBytes: 4 * 1024 * 1024,
  maxTotalInflightBytes: 256 * 1024 * 1024,
  maxSubscriptions: 100,
  maxOutgoing: 100,
  connectTimeoutMs: 10_000,
  deliveryTimeoutMs: 10_000,
  refusalDelayMs: 1_000,
  closeTimeoutMs: 5_000,
};
