import { useFormat } from '../../../kit/format-context.tsx';
import { AnalysisTool } from '../analysis/analysis-tool.tsx';
import { AreaTool } from '../area/area-tool.tsx';
import { CoverageTool } from '../coverage/coverage-tool.tsx';
import { useRoom } from '../desk.ts';
import { DirectorTool } from '../director/director-tool.tsx';
import { MeasureTool } from '../measure/measure-tool.tsx';
import { PlaceTool } from '../places/place-tool.tsx';
import { UndergroundTool } from '../underground/underground-tool.tsx';
import { HoverTip } from './hover-tip.tsx';
import { LayerTool } from './layer-tool.tsx';
import styles from './layers.module.css';
import { ListedDevices } from './listed-devices.tsx';

/** Tools of the scene and of the map: which devices they show, and what lies in an area. They wait while no such room is shown. */
export function PictureTools() {
  const format = useFormat();
  const room = useRoom();
  return (
    <>
      <aside
        className={styles.strip}
        hidden={!room?.area}
        aria-label={format.text('area.tools')}
        data-testid="picture-tools"
      >
        <LayerTool />
        <AreaTool />
        <MeasureTool />
        <PlaceTool />
        {room?.map && <AnalysisTool map={room.map} />}
        <UndergroundTool />
        <CoverageTool />
        <DirectorTool />
        <ListedDevices />
      </aside>
      <HoverTip />
    </>
  );
}
