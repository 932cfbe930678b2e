/** What an alert is for: something that is, a drill, or a try. */
export type CapStatus = 'Actual' | 'Exercise' | 'Test';

/** Which message of an alarm it is. */
export interface CapHead {
  readonly identifier: string;
  /** Epoch ms. */
  readonly sent: number;
  readonly status: CapStatus;
  readonly msgType: 'Alert' | 'Update' | 'Cancel';
  /** Earlier messages of the same alarm. */
  readonly earlier: readonly { readonly identifier: string; readonly sent: number }[];
}
