import { Button } from '../../../kit/button.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { isPlainLook, PLAIN_LOOK } from '../../../state/building-look.ts';
import { useDesk } from '../desk.ts';
import { ClassTool, SystemTool } from '../model-tools/fade-tools.tsx';
import styles from './inside.module.css';
import { type Inside, useSignal } from './inside.ts';

/** Shows, ghosts and hides elements by class and by system: the same look as the site's scene has. */
export function LookPanel({ outline }: Inside) {
  const desk = useDesk();
  const format = useFormat();
  const look = useSignal(desk.look);
  return (
    <div className={styles.body}>
      <h3>{format.text('classes.byClass')}</h3>
      <ClassTool model={outline} look={look} onLook={desk.look.set} />
      {outline.systems.length > 0 && (
        <>
          <h3>{format.text('classes.bySystem')}</h3>
          <SystemTool model={outline} look={look} onLook={desk.look.set} />
        </>
      )}
      <div className={styles.buttons}>
        <Button disabled={isPlainLook(look)} onClick={() => desk.look.set(PLAIN_LOOK)}>
          {format.text('classes.reset')}
        </Button>
      </div>
    </div>
  );
}
