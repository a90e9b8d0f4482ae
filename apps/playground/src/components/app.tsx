import { Announcer } from './frame/announcer.js';
import { DropTarget } from './frame/drop-target.js';
import { NoticeList } from './frame/notice-list.js';
import { Shortcuts } from './frame/shortcuts.js';
import { TimingsBox } from './frame/timings-box.js';
import { TopBar } from './frame/top-bar.js';
import { Panel } from './panel/panel.js';
import { Stage } from './stage/stage.js';

export function App() {
  return (
    <>
      <Panel />
      <TopBar />
      <Stage />
      <NoticeList />
      <DropTarget />
      <TimingsBox />
      <Announcer />
      <Shortcuts />
    </>
  );
}
