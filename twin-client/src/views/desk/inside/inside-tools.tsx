import { useEffect, useState } from 'react';
import { useFormat } from '../../../kit/format-context.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import { useDesk, useRoom } from '../desk.ts';
import { useDeskKeys } from '../desk-keys.ts';
import { ColorPanel, useRoomColors } from './color-panel.tsx';
import { Flyout } from './flyout.tsx';
import styles from './inside.module.css';
import { type Inside, useSignal } from './inside.ts';
import { LookPanel } from './look-panel.tsx';
import { MeasurePanel } from './measure-panel.tsx';
import { ModelTree } from './model-tree.tsx';
import { SectionPanel } from './section-panel.tsx';
import { type Tool, ToolStrip } from './tool-strip.tsx';
import { useDeskInStep } from './use-desk-in-step.ts';
import { WalkHud } from './walk-hud.tsx';

/** The tools of a building seen from the inside; nothing while another room is shown. */
export function InsideTools() {
  const desk = useDesk();
  const interior = useRoom()?.interior ?? null;
  const code = useRoom()?.building ?? null;
  const building = desk.center.site.buildings.find((one) => one.code === code);
  const outline = useLoaded(interior && building ? building.code : null, () => desk.model(building!));
  if (!interior || !building || outline.state !== 'ready') return null;
  return <Tools key={building.code} interior={interior} building={building} outline={outline.value} />;
}

function Tools(inside: Inside) {
  const { interior } = inside;
  const format = useFormat();
  const [tool, setTool] = useState<Tool | null>(null);
  const view = useSignal(interior.view);
  const colors = useRoomColors(inside);
  useDeskInStep(interior);
  // Who walks has no hand free for the tape, and sees the building whole.
  useEffect(() => {
    if (view === 'walk') setTool((open) => (open === 'measure' || open === 'section' ? null : open));
  }, [view]);
  useDeskKeys({
    escape: () => stepBack(inside, tool, setTool),
    enter: () => {
      if (!interior.measure.active) return false;
      interior.measure.finish();
      return true;
    },
  });
  const close = () => setTool(null);
  return (
    <div className={styles.inside} data-testid="inside-tools">
      <ToolStrip inside={inside} tool={tool} onTool={(chosen) => setTool(chosen === tool ? null : chosen)} />
      {tool !== null && (
        <Flyout title={format.text(`inside.${tool}`)} tall={tool === 'tree' || tool === 'classes'} onClose={close}>
          {tool === 'tree' && <ModelTree building={inside.building} outline={inside.outline} />}
          {tool === 'section' && <SectionPanel {...inside} />}
          {tool === 'measure' && <MeasurePanel {...inside} />}
          {tool === 'colors' && <ColorPanel colors={colors} />}
          {tool === 'classes' && <LookPanel {...inside} />}
        </Flyout>
      )}
      {view === 'walk' && <WalkHud {...inside} />}
    </div>
  );
}

/** Esc goes one step back: a point, the tape, the walk; then it is the desk's. */
function stepBack({ interior }: Inside, tool: Tool | null, setTool: (tool: Tool | null) => void): boolean {
  if (interior.measure.undo()) return true;
  if (interior.view.get() === 'walk') interior.look('solid');
  else if (tool !== null) setTool(null);
  else return false;
  return true;
}
