import { Button } from '../../../kit/button.tsx';
import { Choice } from '../../../kit/choice.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import type { SectionCut } from '../../../state/building-look.ts';
import type { LookToolProps } from './look-tool.ts';
import styles from './model-tools.module.css';

const AXES = ['none', 'x', 'y', 'z'] as const;
const FIRST: Omit<SectionCut, 'axis'> = { share: 0.5, flipped: false };

/** A plane across the building: its direction, its place, and which side is cut away. */
export function SectionTool({ look, onLook }: LookToolProps) {
  const format = useFormat();
  const { section } = look;
  const set = (next: SectionCut | null) => onLook({ ...look, section: next });
  const percent = Math.round((section?.share ?? FIRST.share) * 100);
  return (
    <>
      <Choice
        label={format.text('model.section.axis')}
        value={section?.axis ?? 'none'}
        options={AXES.map((value) => ({ value, label: format.text(`model.section.${value}`) }))}
        onChoose={(axis) => set(axis === 'none' ? null : { ...(section ?? FIRST), axis })}
      />
      <label className={styles.slider}>
        <span>{format.text('model.section.place')}</span>
        <output>{percent} %</output>
        <input
          type="range"
          min={0}
          max={100}
          value={percent}
          disabled={!section}
          data-testid="model-section-place"
          onChange={(event) => section && set({ ...section, share: event.target.valueAsNumber / 100 })}
        />
      </label>
      <Button
        disabled={!section}
        aria-pressed={section?.flipped ?? false}
        data-testid="model-section-flip"
        onClick={() => section && set({ ...section, flipped: !section.flipped })}
      >
        {format.text('model.section.flip')}
      </Button>
    </>
  );
}
