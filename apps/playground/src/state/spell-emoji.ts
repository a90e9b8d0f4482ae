/** Pictures that people type for common words. */
const words = new Map(
  `🐄 🐮 cow|🐎 🐴 horse|🐕 🐶 🐩 dog|🐈 🐱 cat|🐑 🐏 sheep|🐐 goat|🐖 🐷 pig|🐓 🐔 chicken|🦆 duck|🐦 🐤 bird|🦢 swan|🦅 eagle|🦉 owl|🦜 parrot|
🐧 penguin|🐟 🐠 fish|🦈 shark|🐳 🐋 whale|🐬 dolphin|🐢 turtle|🐍 snake|🦎 lizard|🐸 frog|🦀 crab|🦋 butterfly|🐝 bee|🕷 spider|🐇 🐰 rabbit|🐁 🐭 mouse|
🐿 squirrel|🦌 deer|🐻 bear|🐺 wolf|🦊 fox|🦁 lion|🐅 🐯 tiger|🐘 elephant|🦒 giraffe|🦓 zebra|🐒 🐵 monkey|🦘 kangaroo|🐪 🐫 camel|🌳 🌲 🌴 tree|🌿 🌱 plant|
🌸 🌷 🌹 🌻 🌼 💐 flower|🍃 🍂 🍁 leaf|🍄 mushroom|🌾 grass|☁ cloud|☀ 🌞 sun|🌙 🌕 moon|⛰ 🏔 mountain|🌊 sea|🏖 beach|🏝 island|❄ snow|🔥 fire|💧 water|🪨 rock|
🏠 🏡 house|🏢 🏬 building|🏰 🏯 castle|⛪ church|⛺ tent|🌉 bridge|🛣 road|🚪 door|🪟 window|🧱 brick|🚗 🚙 🏎 car|🚚 🚛 truck|🚌 bus|🚆 🚂 train|🚊 tram|🚲 bicycle|🏍 🛵 motorcycle|
✈ 🛩 airplane|🚁 helicopter|⛵ 🛶 🚤 boat|🚢 ship|🚜 tractor|🚦 🚥 traffic light|🗿 🗽 statue|⛲ fountain|🚩 🏳 flag|🪑 chair|🛋 sofa|🛏 bed|🪞 mirror|💡 lamp|🚿 shower|🛁 bathtub|🚽 toilet|
📺 television|💻 laptop|🖥 computer|⌨ keyboard|📱 ☎ phone|📷 camera|🕰 ⏰ clock|🍾 bottle|🥛 glass|☕ 🍵 cup|🥣 bowl|🍽 plate|🍴 fork|🔪 knife|🥄 spoon|🧺 basket|📦 box|👜 👛 bag|🧳 suitcase|🎒 backpack|
☂ ☔ 🌂 umbrella|🍞 🥖 bread|🍰 🎂 🧁 cake|🍕 pizza|🥪 sandwich|🧀 cheese|🥚 egg|🥩 🍖 meat|🍚 rice|🍜 🍲 soup|🥗 salad|🍎 🍏 apple|🍌 banana|🍊 orange|🍋 lemon|🍇 grape|🍓 strawberry|🍅 tomato|🥕 carrot|
🥔 potato|🧅 onion|🌽 corn|📖 📚 📕 book|📰 newspaper|✂ scissors|🖼 painting|🧸 teddy bear|⚽ 🏀 🏈 🎾 ball|🪁 kite|🎸 guitar|🎹 piano|🎻 violin|👕 shirt|🧥 coat|👗 dress|👖 trousers|🩳 shorts|🧦 sock|👞 👟 shoe|
👢 boot|🎩 👒 🧢 hat|🧤 glove|🧣 scarf|👔 tie|👓 🕶 glasses|⌚ watch|💍 ring|🔨 hammer|🪜 ladder|🪣 bucket|🧹 broom|⛓ chain|🕯 candle|🎈 balloon|🎁 gift|🏄 surfboard|🛹 skateboard|🎿 ski|🧑 👤 person|👨 man|👩 woman|
🧒 👦 👧 child|👶 baby|👥 people`
    .split('|')
    .flatMap((entry) => {
      const parts = entry.trim().split(/\s+/);
      const isText = (part: string) => /^[a-z]/.test(part);
      const word = parts.filter(isText).join(' ');
      return parts.filter((part) => !isText(part)).map((picture) => [picture, word] as const);
    }),
);

/** Writes the pictures in a text as words: `🐄` as `cow`. Those of unknown meaning stay. */
export function spellEmoji(text: string): string {
  return text.replace(/\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\uFE0F)*/gu, (picture) => {
    const word = words.get(picture.replace(/[\p{Emoji_Modifier}\uFE0F]/gu, ''));
    return word ? ` ${word} ` : picture;
  });
}
