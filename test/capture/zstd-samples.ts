import { ascii, pcapFile } from './build.ts';
import { compressed, long, text } from './compressed.ts';

const WORDS = [
  'publish',
  'play',
  'releaseStream',
  'onStatus',
  'NetStream.Publish.Start',
  'createStream',
  '_result',
];

/** Numbers of 32 bits that look random: the generator of the C standard's example. */
function numbers(first: number): () => number {
  let state = first;
  return () => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0);
}

function words(count: number): string {
  const next = numbers(1);
  return Array.from({ length: count }, () => {
    const which = next() >>> 16;
    return which % 5 === 0 ? String(next() >>> 16) : WORDS[which % 7]!.slice(which % 3);
  }).join(' ');
}

/** A capture of 18,699 bytes: text, a run, and other text. */
const varied = pcapFile([
  ...Array.from({ length: 12 }, (_, index) => ({
    seconds: index,
    nanoseconds: 0,
    data: ascii(words(60).slice(index * 7)),
  })),
  { seconds: 1, nanoseconds: 0, data: new Uint8Array(5000).fill(7) },
  ...Array.from({ length: 6 }, (_, index) => ({
    seconds: index,
    nanoseconds: 0,
    data: ascii(words(200).slice(400 + index * 151)),
  })),
]);

/** Bytes of few values, half of them the least. */
function few(count: number): Uint8Array {
  const next = numbers(7);
  return Uint8Array.from({ length: count }, () => Math.clz32(next() | 0x0800_0000));
}

/** Bytes that can't be compressed. */
function noise(count: number): Uint8Array {
  const next = numbers(7);
  return Uint8Array.from({ length: count }, () => next() >>> 24);
}

/** By zstd 1.5.4 of Debian 12. */
export const zstd = {
  /** `zstd -1`: coded literals, and sequences with two of the predefined tables. */
  fast: compressed(
    text,
    'KLUv/QRI/QkAsg4wLGBt0gEwNQhoVhAEWXULhlIfewMAACGklFJKmeQp79b90BEydIQMHSFOalEGjb8Gaxpm7BlDryn7Ir/WaYHv' +
      'NK64568Uf5pN2A+5JdIvolFXIRi172G71UFTcjbkkwH7ki1c4luFJ2YnGF4uQrLFs0tVXQ7auitVVTFgVdSCTd0lUGbGgTzyCmC6' +
      '6nP/A56pNrG2XktVWRL0EXU4mA0HFBJpMBtoI0EYkEwEeXAyUUdHU1WUqqIUQD311ERkhKQkRyCgMwzpYJ7mCmR4JgqYYUpKLmYg' +
      'hBkRwgyEZAZCmFGROftBNhCigBnmmPTuqUKGzYTBM8FgbzC4zxTwg2a4Wg+H+SHDM8ngmTD4TBiMmWwFPowKIUgvwzQykM4whDAY' +
      'IRiMEAZDCIMRgsHIuDGEnMHVECKL9G3yNtkiF1Ai8Ow=',
  ),
  /** `zstd --ultra -22 --long`: all three tables are sent. */
  best: compressed(
    text,
    'KLUv/QSIFQgAck0rJHBZB/z997/+/6elp3fgof8PIaWUUpKJxW2PpQ6lP5T+UPr/Dq+Zy3Fe1E0/vmuY3X5mG38x+ot+eZvJllzE' +
      'Cj71p7h0fzv5Zokr/4v0/jOE3fo+Nteh/xw2nvPXjFzdX6C+bYXD1oegxOO/B+HMyode7jawu2thU70J6pJ58DJTkLuMAXz8/jhN' +
      'ta1SJJRIa20nEkoLOY3EMm1aKWXaRqtTJwNkg2yQBVwvWCxDqEEUnOlpvwOAK9YYEUAEESIwwjlPSHx+Jtd9hUvc3s2Is1pqRl5t' +
      'bvcBqmjLsmeuOebt8n3OBjmU6wfDgfgSvn7AimaVteyZsIQtpVxwiRk1UCLw7A==',
  ),
  /** `zstd --fast=5 --no-check`: literals as they are, no checksum, no length. */
  unchecked: compressed(
    text,
    'KLUv/QBI5Q4AtBbUw7KhAgAEAAAAAAAEAAEAAB8AAAAfAAAAcHVibGlzaCBsaXZlIDAsIHJlcGx5IF9yZXN1bHQgMAEAIgAAACI3' +
      'OTE5MQIAAAAxNjU1LDIDAAAAMjIyLCAzBAAAADY2MjAsNAUAAAA3ODQyLDUGAAAANDg4OCw2BwAAADc3NjUsNwgAAAA2NDY2LDgJ' +
      'AAAAAAAAACEAAAAhAAAAOTkxOQoAAAAAAAAAIwAAACMAAAAzNDcsIDEwCzc1MzQsMQwAAAA5NTQ1LDINAAAANzM4MCwzDgAAADEw' +
      'MzksNA8AAAAAIjUyOTE1EDU4NTAsNhEAAAA2OTk1LDcSAAAAMzk2NCw4EwAAADY3NjQsORQzODgsIDIwFQAAOTg0MywyMRYAACIA' +
      'AAAiMTE1MjIXAAA2MjI1LDIzGAAAODE1OSwyNBkAADU5MTcsMjUaAAA5NTA2LDI2GwAAODkxOSw3HAAAADQxNTYsOB0yMjQsIDk/' +
      'IKAzC/LodLMbI3rREW3rTrd1p22907bu9Nj6DBmoXbrTtuayft44oheNaItG9KIR0QFkxowgI0DQ/ZUViF40oi8a0YsuRNvMkPWQ' +
      'lyQyHkunF91pi+70ond60Z2+aFnbeqdt0dUQIiOdUcobPB0=',
  ),
  /** `zstd -1`: two blocks of up to 128 KiB, one segment. */
  runs: compressed(
    long,
    'KLUv/aT4wgIALAkA8sgdInClswb864LgahAAAAAAAAAAJB888MADDzzwwAMPZEmkTAHpKTp6fpqb5SU5OT6Ki+EhOPj9eXvdHTe3' +
      'vWlr2Rk2dn1ZW9UVNTU9SUvRETT0/Dg7zQ0zs7woK8kJMnJ8GBvFBTExPNyvsGC39ZoMrt/vNiAACAiAhaiwVoc5YIP3DRKQFaAK' +
      'jPD//5/4ATyhPrRjxtEOhEY7HBTtMHC0g4BohxqiHUqIdiAg2uGAaAcLoh00jHbQMNphQrQDhdEOFkc7WBDtYEG0g4bRDhpGO0yI' +
      'dqAw2sHiaAcLoh0siHbQMNpBw2iHCdEOFEY7WBztYEG0gwXRDhpGO2gY7TAh2oHCaAeLox0siHawINpBw2gHDaMdJkQ7LJcXVru9' +
      'uD/yoVKtBAAUAyssACwtAC0uAC4vAC8wADAxADEyADIzADM0ADQ1ADU2ADY3ADc4ADg5ADk6ADo7ADsxIIDDA7TDywdgSDt6fhYM' +
      'aQfPz4Ih7ej5WTGkHZ4/K4a0w/NnYUg7en4WDGkHz8+CIe3o+VkxpB2ePyuGtMPzZ2FIO3p+FgxpB8/PgiHt6PlZMaQdnj8rhrTD' +
      '82cxpPN/bOC5vzk=',
  ),
  /** `zstd -19 --zstd=wlog=10`: blocks of 1 KiB, many of them one repeated byte. */
  runLengths: compressed(
    long,
    'KLUv/QQA7AAAmNTDsqECAAQABAABALgLAAC4CwADEADWq9lk4wICIAAAtAAAWAEAAAAAAAAAuAsBAwBuF2DA7hUAAgIgAAECIAAB' +
      'tAAAWAIAAAAAAAAAuAsCAwDkIgEwLF0BIAIgAAICIAACtAAAWAMAAAAAAAAAuAsDAwDcTQJg2LYCQAIgAAMCIAADvAAAWAQAAAAA' +
      'AAAAuAsEAwA0lwowYM0KAAECIAAEAiAABLwAAFgFAAAAAAAAALgLBQMAbJcKMGC/CgABAiAABQIgAAW8AABYBgAAAAAAAAC4CwYD' +
      'ACSuEgDDYhUAAgIgAAYCIAAGvAAAWAcAAAAAAAAAuAsHAwBcrhIAw0YVAAICIAAHAiAAB7wAAFgIAAAAAAAAALgLCAMAlK4SAMMq' +
      'FQACAiAACAIgAAi8AABYCQAAAAAAAAC4CwkDAMyuEgDDDhUAAgIgAAkCIAAJvAAAWAoAAAAAAAAAuAsKAwAE3CrAgOUqAAICIAAK' +
      'AiAACrwAAFgLAAAAAAAAALgLCwMAPNwqwICtKgACAiAACwIgAAu8AABYDAAAAAAAAAC4CwwDAHTcKsCAdSoAAgIgAAwCIAAMvAAA' +
      'WA0AAAAAAAAAuAsNAwCs3CrAgD0qAAICIAANAiAADbwAAFgOAAAAAAAAALgLDgMA5NwqwIAFKgACAiAADgIgAA68AABYDwAAAAAA' +
      'AAC4Cw8DABzdKsCATQoAAQIgAA8CIAAPvAAAWBAAAAAAAAAAuAsQAwBU3SrAgBUKAAECIAAQAiAAELQAAFgRAAAAAAAAALgLEQMA' +
      'jN0qwIA9ASACIAARAiAAEbQAAFgSAAAAAAAAALgLEgMAxN0qwIBLAAQCIAASvAAAgBMAAAAAAAAAuAsAALgLAAABAO0rAAQCIAAT' +
      'AiAAE7QAAFgUAAAAAAAAALgLFAMAdI9wMaxdASACIAAUAiAAFLQAAFgVAAAAAAAAALgLFQMAzE0CYNi3AkACIAAVAiAAFbwAAFgW' +
      'AAAAAAAAALgLFgMAJJcKMGDRCgABAiAAFgIgABa8AABYFwAAAAAAAAC4CxcDAFyXCjBgwwoAAQIgABcCIAAXvAAAWBgAAAAAAAAA' +
      'uAsYAwAUrhIAw2oVAAICIAAYAiAAGLwAAFgZAAAAAAAAALgLGQMATK4SAMNOFQACAiAAGQIgABm8AABYGgAAAAAAAAC4CxoDAISu' +
      'EgDDMhUAAgIgABoCIAAavAAAWBsAAAAAAAAAuAsbAwC8rhIAwxYVAAICIAAbAiAAG7wAAFgcAAAAAAAAALgLHAMA9K4SAMN6FQAB' +
      'AiAAHAIgABy8AABYHQAAAAAAAAC4Cx0DACzcKsCAvSoAAgIgAB0CIAAdvAAAWB4AAAAAAAAAuAseAwBk3CrAgIUqAAICIAAeAiAA' +
      'HrwAAFgfAAAAAAAAALgLHwMAnNwqwIBNKgACAiAAHwIgAB+8AABYIAAAAAAAAAC4CyADANTcKsCAFSoAAgIgACACIAAgvAAAWCEA' +
      'AAAAAAAAuAshAwAM3SrAgF0KAAECIAAhAiAAIbwAAFgiAAAAAAAAALgLIgMARN0qwIAlCgABAiAAIgIgACK0AABYIwAAAAAAAAC4' +
      'CyMDAHzdKsCALQVAAiAAIwIgACO0AABYJAAAAAAAAAC4CyQDALTdKsCAPQEQAiAAJAIgACSEAAAoJQC4CyUDAOzdKtyBB4AFAiAA' +
      'JbQAAFgmAAAAAAAAALgLJgMA3CIAhsUrAAQCIAAmAiAAJrQAAFgnAAAAAAAAALgLJwMA7E4BBmxcASACIAAnAiAAJ7wAAFgoAAAA' +
      'AAAAALgLKAMAFJcKMGDVCgABAiAAKAIgACi8AABYKQAAAAAAAAC4CykDAEyXCjBgxwoAAQIgACkCIAApvAAAWCoAAAAAAAAAuAsq' +
      'AwAErhIAw3IVAAICIAAqAiAAKrwAAFgrAAAAAAAAALgLKwMAPK4SAMNWFQACAiAAKwIgACu8AABYLAAAAAAAAAC4CywDAHSuEgDD' +
      'OhUAAgIgACwCIAAsvAAAWC0AAAAAAAAAuAstAwCsrhIAwx4VAAICIAAtAiAALbwAAFguAAAAAAAAALgLLgMA5K4SAMMCFQACAiAA' +
      'LgIgAC68AABYLwAAAAAAAAC4Cy8DABzcKsCAzSoAAgIgAC8CIAAvvAAAWDAAAAAAAAAAuAswAwBU3CrAgJUqAAICIAAwAiAAMLwA' +
      'AFgxAAAAAAAAALgLMQMAjNwqwIBdKgACAiAAMQIgADG8AABYMgAAAAAAAAC4CzIDAMTcKsCAJSoAAgIgADICIAAyvAAAWDMAAAAA' +
      'AAAAuAszAwD83CrAgG0KAAECIAAzAiAAM7wAAFg0AAAAAAAAALgLNAMANN0qwIA1CgABAiAANAIgADS0AABYNQAAAAAAAAC4CzUD' +
      'AGzdKsCAPQVAAiAANQIgADW0AABYNgAAAAAAAAC4CzYDAKTdKsCAhQIgAiAANgIgADa0AABYNwAAAAAAAAC4CzcDANzdKsCACAAC' +
      'AiAAN7QAAFg4AAAAAAAAALgLOAMAbhUAw+oVAAICIAA4AiAAOLQAAFg5AAAAAAAAALgLOQMA7CIBMOxcASACIAA5AiAAObwAAFg6' +
      'AAAAAAAAALgLOgMABJcKMGDZCgABAiAAOgIgADq8AABYOwAAAAAAAAC4CzsDADyXCjBgywoAAQIgADsCIAA7wxcAO+C5vzk=',
  ),
  /** `zstd -3`: literals in four streams. */
  quarters: compressed(
    varied,
    'KLUv/QRYXRcANtRBL5BF6fnoqGkyR7/m0J1ZIWQiS9NsNr5vheLI6wK3k5QppSSTg6lzTCHWfkLI3nLvOQA6AC4ASvEadCKb+T1V' +
      'eTmUKlOU7Ffnt+aeEFOE5FChTC6SoifhogcnEXTRe8ipAh2cKAnTMA/zMKrC4nIR+ThgIAWWbDAiTcZAoyHQAAhoAkDU81ARhyJ4' +
      'lIGjUimEFx3k+w6tZvnKkEbN3wufgxPJggRya7e3DRAz1/z/9Vz7q3Mpc2VMO//XsvxuvS86Kdl753Juzq0xjy46iaKQula3vjJb' +
      '3h1OgsO5PA+D82woh8V1qXdrpqz5c4O2OzppVZdldPnNfxk7a+9mdI9XObpU5Xfu9Q6A0ahRIpQhSUkKyxhAAkSk6EqSDhIIIbFM' +
      'RSEQhkaIBCJFI8HkJL8qLgYUK4w4+ob94wUF8Gxh9BigxIPB23noTg6+t4u7hjuc6psJQOhrM9NS/QOmMAJG4mC3v1QtUkcVxThc' +
      'lPAQGjjSBAnrQwcRQmSyYQA/dYXhvm1rUNuNA4/Fos+UOZxREcsfidIyOwkgoHwTObsMo+puaEX9024p7DtJ0OMiJwyDsNqfHd9Q' +
      'I5J6vXhJCy5ksJ/VOnX1phpihjYHhCgBpwzpl0rITQYPYOgcrUvAFzJVTIKEC8GNe+haxUcqax1itAxM0jQhmGSJe/4KNiC7z8hn' +
      'GyvdOJG8EtkwwlQjFKzRil0TwJQCNLUc+txcskK58vZYO5KfnddObEpWrrkJFgmHqS9C87eRjYsi7Fzsnxf45e7E5lGBxG4vlJ4D' +
      'NPPAbj9bIOtDeOVeXcPfqlZAmONy50Lg4b07HEKBn9YLo/8cAMgCF+bf65Ad1DDnrg6h13F1iIWRQeD5mmcU+eWyvlOQRCwnTwPo' +
      'kSjtQYfrtgsSoLMbPUr8uGwgAoSXSosRornFpilxA2BxdWB6CkNCuF4siLNthkg8o+Y8vXZL+wmVjK9bTKSGqImuWxPpqr8HREOs' +
      'R2xIXub8xMiWpg==',
  ),
  /** `zstd --ultra -22 --zstd=wlog=10`: tables that are used again. */
  repeats: compressed(
    varied,
    'KLUv/QQAHAcAogcbHbC5ASwwezAsUkpxsjBMRKLgn5TSRHLL/uBJt6TtTbAT5ULCGcni+cCzY9HV43TIb+kfznAfvd0lASGL9MMe' +
      '45TcHd830q08zOc8CUJKXi7TJFJ0aW2qdf6oT6tV+EpP/2iOASxgAWtUZV0BMqDgjMJQUlkOMIQolK4blzqSwgVXJAmW5cFUjif+' +
      '6KzEtktLUTe363VwcF9llAIqmwVemIc7LCGZA7JLI2blslHEKU0NUwZFdnIrc1jzYia5HDnLY9q/7pWvYvfH3TSXzSZBhgX/nyHD' +
      'hOHykQLhw2HrDZDcAAA4aQIgAgMZAgfwMCySAscF2Q4zUj0fhmwJCojcAAA4YQQSAgULAgfwZQ+Jgo+C7IMSqZ4PQzYxBUTcAAA4' +
      'dAYEAgf9AQfwNgiJgo+CbIALqZ4PQ7YPFYjcAAA4ZQj2AQnvAQfwIwGJgo+C7HyCpM6xIRuQCkTcAAA4IAroAQvhAQfwLHpJwUch' +
      'W74v1Tk2ZCtSgQiUAAAoYQGIEwcE8LooVXwUsl1UkAMCIAAHAiAABwIgAAcCIAAHJAgAkkofGIBtDrAJP7EP/DMVE/OwtC2yNyXn' +
      'JUl3FGdLWeWuyprZLt6Cdffi5+rcpzbW1nTfnau9l9gF35r3yYzg5IwgGleuco4UGdfMXW1lsCXvLvCVe8Gr49/knvOkR4ea3rnI' +
      'bW9lhX6ioosI9EfoIjI4CnUMj3swIvGdmZpAAAI6sCEuEqpNSco1A9XwL8lUDrwQteh5EyYbGDwR4C2W3HVeVJSMnkJAsit5aG4l' +
      'yTetjWg3HiNOylfY9qCiFZwb126P77LEkKQoiW2cF8Oj4y37Uo5FEmiXoa3+Q3m3OccCWcPBXqTLzxh3wtADN5J1EgFBexgkynoF' +
      'HGYyQHFjnjlSAA6UBgByxA0RwOt7WLYv4NlNSpmk8NHXNxIKdzXZMSH/cDEqyV80ENZRaeL8Xq2bBdfcj84+LZvlFHOgf5cCRvAK' +
      'Egq2GHxPpstlLOoGm9b1KUeYSLawrHnypGUBGRK8QcnnKk+ViqCwQZO+jExDdmTBMnQpaWiTTyyZl4zcNc7c4GBtRUwWLNupHLP2' +
      'yRm8cBTBtlzF221qEAAe3jK/EugOjBJamhwnqphnkMAdg14lH22qg8hAp85no58pEg5T3ipTL+0atYncj7MXC7UB7CX8d10EQFus' +
      'BgDSRhER0FcOVaTXQvUhScqUZAoYCBwEQ8DgydwqjcqfArDlRnr5pPGs5CCGm4MgtrmndAHznw7hpSEjj2iNX0jxVhl0N8RTjkJA' +
      'sAGLiGwptQY4KoLWOpVzGfzQqQyz/uQOL5wiCMvVvN2oQQAkvGF/JRgkwKil02ScqDbPkMAvg34lj3bVITLoxPk8+tki4TDlVpl6' +
      'aWvUJnIf14sxbQDdkkl+Ja9GfskJZncSpo6WN0EyIGAUAaDFyq1dIXpkwcv0S0xXM0m/a3+g3RjDlrDPvbAFnhr0BgCyxQ8S4OkA' +
      'QFWFAsV2klJKmX6L9sY7NrN+89bLM7RtZwiZ3fPQieP+O6n8QirTNFVD+stKx0WTPpEqb7PcrqY4IJRHsAEPjaxUmgO/kkc4j9Qg' +
      'Td6JyudZJHBh0K/k0VYdRAadOJ9HPysSLqbxZj2UrSavsZDIfdxcLIMD9hL+bjn4JLf9eadQtWxjDYRLiAQAEEWDaL0yaFfQGVnw' +
      'ctcS09Uk0q8JtSwBaCfGsCXsc69uHygsBc69LqTJdDlieFIIvW6EHTxuUJdhaGBHFizDS6EXrcSZFrtML5jBW0NcBgByBQ8QwOtX' +
      '3+KvQtmkTDL9QtAWCYZ21tvIXFtptJan7L4by0zfIE7yQYpXxD6TGEe+3OKAoK6k93Islksrxn9C8AzKijuCqrjIoJPz2eiz3Qo1' +
      'AEzjzXgo/0q+xiKR+zi7WCYHXg08UDdpqluyyZJQRbeWfZscYfLAYI8A0WLlagsKo772lrXIY3rb2eyNtXpPmlx+XkbQkB05WIYv' +
      'hS5aiTNN7LK7YPLWOHKDgnSqczn4oVMZZv3JAbxwFMFarubtnhoEgMM7FxqkEmwDADICCA7gbQBgwWtld3dvMhauDNEgfJ+fpeEx' +
      'TyuXzOgn1DylIfDx1pOCCzY0sCMLluGl0ItW4kyLXaYXzLwVR25QsE51LgM/6FTGrD+5hBeuIljL1bzdU4MAcHjL+k1gu3ykhjQZ' +
      'T1QzzyIHgwOkAAAgYQUsAwXwF35W68rHx4asLKugDEUAAAhlAQAHKhACxMiWpg==',
  ),
  /** `zstd -19 --target-compressed-block-size=300`: Huffman trees that are used again. */
  treeless: compressed(
    varied,
    'KLUv/QRobAkAAoggKZBNBymgxUmsnra5g9jLey1IuA5tUFf9QdlJypSSVLCFy8EITj/ZWxsFgncIPMT1FNbT9xicJ1PM428cgy31' +
      'l7HVmr9jxzkgjo57u31GDTfZjDbzu+4y7LYOR1P5sPXndFcL57JROhtOpm0ah+kiWpdpXEU5nS7rIs9RAS7AA4VEo0GoEa4UiElK' +
      'UuhAiAxVFSUdUhAQLJwhGQRFMBEiIiBIMYHIiEQSSH6EbDFAIoDWpppueVCLpVS5wsKklEaCv4ManE2Ch4SOplaWIt23/GSqq5Mb' +
      'KSgBUoZdd+jSBkNtDaNj6A3ep2R8grq3DdEO12QXxFNklweHNYhxQFmPVRGxCYFItFE+z+kesTu5ovmITG4OUuI6m5OOwx8G4CGo' +
      'EC1fopkjcBPgB2wJADPJFj1brpz+PLHYHXej/OkfJfN2jBnluOzJdJffuaM3xv8fXWF82ApX+kq5rf8wSv2eHTmV763QebrynNI9' +
      'mSfbNg9dCLtXQu9WwQIwSHwq0qEqGSpToUIRqtTgXQFh/J1A8BIYxRTamCxRHq3TLQCDR/CrpaD/jILKrjhBhmcwEZlmQEEWzNWy' +
      'AgklzmE0XpESDMOBqF4juIDZHtkuU/sm9n/lF1YBfiGHkUkCZNE4TWACsPgIFuUyzzrmKuKhYQVxV/ABPbNJIpSWht2wGWftVbjt' +
      'VKgD2M6lw+RBqyRMrjbMYlDg+Xm1YB6RmKaGDqOwZMMmDaxqSeUCl3TZJJFwNV0iwkEFPpp/m2iKPJXv/6nQVdntRbJSZ8wnqIQR' +
      'mPTjvadCVwcg59IUxQl1AgAzgQNWI2CJrktiXacX2PjC9Rv8KStMhKr7gGeLTJrc6wqD71To1O5wamVV1ytsM7JWWDmlbPPaBl/R' +
      'X3YyEuPmC30mxkEK0qsHrgPUDR/EyJam',
  ),
  /** `zstd -1`: a Huffman tree whose weights are sent as they are. */
  weights: compressed(
    few(600),
    'KLUv/WRYAf0GAOLMDoMiIZpVaXBWjr3kKbapfUdKzk0OvwSpk6+ZbDdTYcOSeklblDu62NXW+YYQUou12TQrdOYZrDxlB02/RyAw' +
      'QmIo3APWAB5d98XfjgHHZcD2AKVGLAiQGODuQSgaN8A8UBry2QsfF+YI+oCTm3gD9zgyUQCRI/YNFhA30gSvA+iG4x4zK+RKIIC6' +
      'nBcialiVsO8aWtCOrqMFPAR8UXLEZQB5AL/NHB9swHNDQAzHbRRh4DSp3ACazOn3Pp7we9vXzq0gxtfA8xQaayQ/8MPkjc2F2zI5' +
      '/ALaglWi4Mbe/SKc',
  ),
  /** `zstd -3`: a block that is stored. */
  stored: compressed(
    noise(200),
    'KLUv/STIQQYAzCYqWH+NfXwfqivjc+WCATdcyp2ASBPzRjl7x+e7tjJokWre0Y2n9M61g/CSPbQblY2jaJ5LTfBSKgFCIvy+U0w8' +
      'xLNeD6FcYoDGQqFfdWyoHIpP/nhyp7DpYgiqF4Tpf7HF1hCjdiI/VtUulIpUKI/yE93/nPX1luBDvqdIule1uYbiPNJ9D/E/nSZK' +
      'eKphEzVdPG6BkRNsM1gjMkjh3UxYrQ2jJlhJNfwWt5FenQKqRxUwgOxQk8DCXhJKSUWVUs1rKnEg91N2bS6C',
  ),
  /** `zstd`: nothing. */
  empty: compressed(new Uint8Array(0), 'KLUv/SQAAQAAmenYUQ=='),
} as const;
