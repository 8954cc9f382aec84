import { expect, test } from 'vitest';
import { hex, u32 } from '../writer/bytes.ts';
import * as rtmp from '../writer/rtmp.ts';
import { AAC_HEADER, AVC_HEADER, picture, Scene, sound, streamMedia } from './find.ts';

/** What software in the field does, and what is no fault of anybody. */
const scenes: readonly (readonly [about: string, scene: () => Scene])[] = [
  ['a viewer who seeks in a recording', seek],
  ['a viewer who pauses for five seconds', pause],
  ['a viewer whose publisher goes and comes back', comeBack],
  ['a relay that begins between two keyframes, and ends with an end of sequence', relay],
  ['pictures that are left out where nothing moves', varyingRate],
  ['an encoder that sends what waits in it when it ends', flush],
  ['one picture a second, with B-frames', slowPictures],
];

test.each(scenes)('%s', async (_, scene) => {
  const found = await scene().found();
  expect(found.filter(({ severity }) => severity !== 'note')).toEqual([]);
});

const EMPTY = hex('17 02 000000');
const onStream = { streamId: 1 };

function play(): Scene {
  const scene = new Scene().greet().connect().createStream().ask('play');
  return begin(scene.status('status', 'NetStream.Play.Start'));
}

function begin(scene: Scene): Scene {
  return scene
    .serverSays(rtmp.userControl(0, u32(1)))
    .serverSays(AVC_HEADER)
    .serverSays(AAC_HEADER);
}

/** Pictures and sounds of the server, 25 a second. */
function serve(scene: Scene, from: number, to: number): Scene {
  for (let at = from; at < to; at += 40)
    scene
      .wait(40)
      .serverSays(picture(at, at % 1000 === 0))
      .serverSays(sound(at));
  return scene;
}

function seek(): Scene {
  const scene = serve(play().serverSays(rtmp.data('onMetaData', { framerate: 25 })), 0, 4000);
  scene.clientSays(rtmp.placed(rtmp.command('seek', 0, null, 1000), onStream));
  scene.serverSays(rtmp.userControl(1, u32(1))).status('status', 'NetStream.Seek.Notify');
  return serve(begin(scene), 1000, 5000).goodbye();
}

function pause(): Scene {
  const scene = serve(play(), 0, 3000).clientSays(
    rtmp.placed(rtmp.command('pause', 0, null, true, 3000), onStream),
  );
  scene.status('status', 'NetStream.Pause.Notify').wait(5000);
  scene.clientSays(rtmp.placed(rtmp.command('pause', 0, null, false, 3000), onStream));
  return serve(scene.status('status', 'NetStream.Unpause.Notify'), 3000, 6000).goodbye();
}

function comeBack(): Scene {
  const scene = serve(play(), 0, 4000).serverSays(rtmp.userControl(1, u32(1)));
  return serve(begin(scene.wait(2500)), 0, 4000).goodbye();
}

/** Sounds of a publisher from one time to another, each in order. */
function hear(scene: Scene, from: number, to: number): Scene {
  for (let i = Math.ceil((from * 44.1) / 1024); (i * 1024) / 44.1 < to; i++)
    scene.clientSays(sound(Math.round((i * 1024) / 44.1)));
  return scene;
}

function relay(): Scene {
  const scene = new Scene().publish().clientSays(AAC_HEADER);
  for (let at = 40; at < 6000; at += 40) {
    if (at === 1600) scene.clientSays(AVC_HEADER);
    if (at >= 1600) scene.clientSays(picture(at, at % 800 === 0));
    hear(scene.wait(40), at, at + 40);
  }
  return scene.clientSays(rtmp.video(6000, EMPTY)).close(0);
}

function varyingRate(): Scene {
  const scene = new Scene().publish().clientSays(rtmp.data('@setDataFrame', 'onMetaData', { framerate: 25 }));
  return streamMedia(scene, {
    seconds: 8,
    change: (one) =>
      one.type === 9 && one.timestamp % 2000 > 400 && one.timestamp % 320 > 0 ? undefined : one,
  }).goodbye();
}

/** It looks ahead for 2.4 s: so much comes at once in the end. */
function flush(): Scene {
  const scene = new Scene().publish().clientSays(AVC_HEADER).clientSays(AAC_HEADER);
  for (let at = 0; at < 6000; at += 40) {
    if (at < 3600) scene.wait(40);
    hear(scene.clientSays(picture(at, at % 1000 === 0)), at, at + 40);
  }
  return scene.goodbye();
}

function slowPictures(): Scene {
  const scene = new Scene().publish().clientSays(AVC_HEADER).clientSays(AAC_HEADER);
  for (let at = 0; at < 12_000; at += 40) {
    scene.wait(40);
    if (at % 1000 === 0)
      scene.clientSays(picture(at, at % 4000 === 0, [2000, 4000, 1000, 0][(at / 1000) % 4]));
    if (at >= 1960) hear(scene, at, at + 40);
  }
  return scene.goodbye();
}
