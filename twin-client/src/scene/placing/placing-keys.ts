/** What a key does to the model that is being placed: metres along the view and up, degrees clockwise. */
export interface KeyChange {
  readonly rightM: number;
  readonly forwardM: number;
  readonly upM: number;
  readonly turnDeg: number;
}

/** One press, and one with Ctrl held. */
const STEP_M = 0.5;
const STEP_DEG = 1;
const FINE = 0.1;

const STILL: KeyChange = { rightM: 0, forwardM: 0, upM: 0, turnDeg: 0 };

/**
 * Arrows move the model as the viewer looks, PageUp and PageDown raise and lower it, Q and E or the arrows with Shift turn it;
 * Ctrl makes any of them finer. Null for a key that does nothing here.
 */
export function keyChange({
  key,
  shiftKey,
  ctrlKey,
}: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey'>): KeyChange | null {
  const share = ctrlKey ? FINE : 1;
  const [meters, degrees] = [STEP_M * share, STEP_DEG * share];
  switch (key) {
    case 'ArrowLeft':
      return shiftKey ? { ...STILL, turnDeg: -degrees } : { ...STILL, rightM: -meters };
    case 'ArrowRight':
      return shiftKey ? { ...STILL, turnDeg: degrees } : { ...STILL, rightM: meters };
    case 'ArrowUp':
      return { ...STILL, forwardM: meters };
    case 'ArrowDown':
      return { ...STILL, forwardM: -meters };
    case 'PageUp':
      return { ...STILL, upM: meters };
    case 'PageDown':
      return { ...STILL, upM: -meters };
    case 'q':
    case 'Q':
      return { ...STILL, turnDeg: -degrees };
    case 'e':
    case 'E':
      return { ...STILL, turnDeg: degrees };
    default:
      return null;
  }
}
