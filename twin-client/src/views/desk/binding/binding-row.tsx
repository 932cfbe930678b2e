import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { TEXTS, type TextKey } from '../../../kit/i18n/texts.ts';
import type { Binding } from '../../../state/records/binding.ts';
import { useDesk } from '../desk.ts';
import styles from './binding-review.module.css';

export interface BindingRowProps {
  readonly building: string;
  readonly binding: Binding;
  /** Whether this session may decide. */
  readonly manages: boolean;
  onAccept(): void;
  onReject(): void;
}

/** One open proposal: what it says, why, how sure it is, and the two decisions. Its text flies to the place. */
export function BindingRow({ building, binding, manages, onAccept, onReject }: BindingRowProps) {
  const { store } = useCenter();
  const desk = useDesk();
  const format = useFormat();
  const { kind, device, globalId, name, storey, confidence, evidence } = binding;
  const deviceName = (device && store.device(device)?.name) ?? device ?? '';
  const says =
    kind === 'new'
      ? format.text('binding.isNew', { name })
      : format.text(kind === 'element' ? 'binding.isElement' : 'binding.standsIn', { device: deviceName, name });
  const look = () =>
    desk.open({
      kind: 'building',
      code: building,
      storey,
      ...(kind === 'space' ? { space: globalId } : { element: globalId }),
    });
  return (
    <li className={styles.row} data-binding={binding.id}>
      <button type="button" className={styles.says} onClick={look}>
        <span>{says}</span>
        <small>
          {[storey, ...evidence.map((word) => (isKnown(word) ? format.text(`evidence.${word}` as TextKey) : word))]
            .filter((word) => word !== null)
            .join(' · ')}
        </small>
      </button>
      <span className={styles.sure}>
        {confidence === null
          ? format.text('binding.person')
          : format.text('binding.confidence', { share: format.share(confidence) })}
        {confidence !== null && (
          <i aria-hidden="true">
            <b style={{ width: `${confidence * 100}%` }} />
          </i>
        )}
      </span>
      {manages && (
        <span className={styles.decide}>
          <Button onClick={onAccept} data-testid="accept">
            {format.text(kind === 'new' ? 'binding.register' : 'binding.accept')}
          </Button>
          <Button onClick={onReject} data-testid="reject">
            {format.text('binding.reject')}
          </Button>
        </span>
      )}
    </li>
  );
}

const isKnown = (word: string) => `evidence.${word}` in TEXTS;
