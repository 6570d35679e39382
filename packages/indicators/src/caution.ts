import { parseAddress } from './canonical/address.ts';
import { maskTo, parseNetwork } from './canonical/network.ts';
import type { Indicator } from './indicator.ts';

/** What makes an indicator hit where nothing is wrong, in words; undefined when nothing is known against it. */
export function cautionOf({ kind, value }: Indicator): string | undefined {
  if (kind === 'address' || kind === 'network') {
    const bytes = kind === 'address' ? parseAddress(value) : parseNetwork(value)?.bytes;
    const special = bytes && reserved.find((range) => within(bytes, range));
    if (special) return `${special.what}: it means another machine at every organisation`;
    return kind === 'address' && resolvers.has(value)
      ? 'a public resolver that many machines use'
      : undefined;
  }
  if (kind === 'domain')
    return common.has(value) ? 'very many machines look this name up, or one below it, every day' : undefined;
  if (kind === 'url') {
    const url = URL.parse(value);
    return url && url.pathname === '/' && common.has(url.hostname.replace(/^www\./, ''))
      ? 'the front page of a site that very many people visit'
      : undefined;
  }
  if (kind === 'file')
    return system.has(value) ? 'a file of this name belongs to Windows or is on most machines' : undefined;
  return emptyFile.has(value) ? 'the hash of an empty file' : undefined;
}

interface Range {
  readonly bytes: Uint8Array;
  readonly prefix: number;
  readonly what: string;
}
/** RFC 6890 and its successors. */
const reserved: readonly Range[] = (
  [
    ['10.0.0.0/8', 'a private address'],
    ['172.16.0.0/12', 'a private address'],
    ['192.168.0.0/16', 'a private address'],
    ['100.64.0.0/10', 'an address shared behind carriers'],
    ['127.0.0.0/8', 'the machine itself'],
    ['169.254.0.0/16', 'a link-local address'],
    ['0.0.0.0/8', 'an address without meaning on the wire'],
    ['192.0.2.0/24', 'an address for documentation'],
    ['198.51.100.0/24', 'an address for documentation'],
    ['203.0.113.0/24', 'an address for documentation'],
    ['224.0.0.0/3', 'multicast or reserved'],
    ['::/127', 'the machine itself'],
    ['fe80::/10', 'a link-local address'],
    ['fc00::/7', 'a private address'],
    ['ff00::/8', 'multicast'],
    ['2001:db8::/32', 'an address for documentation'],
  ] as const
).map(([text, what]) => {
  const network = parseNetwork(text);
  if (!network) throw new Error(`${text} is no network`);
  return { bytes: network.bytes, prefix: network.prefix, what };
});

function within(bytes: Uint8Array, range: Range): boolean {
  if (bytes.length !== range.bytes.length) return false;
  return maskTo(bytes, range.prefix).every((byte, index) => byte === range.bytes[index]);
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));
const resolvers = words('1.1.1.1 1.0.0.1 8.8.8.8 8.8.4.4 9.9.9.9 2606:4700:4700::1111 2001:4860:4860::8888');
const common = words(`google.com gstatic.com googleapis.com googleusercontent.com youtube.com microsoft.com
  windows.com windows.net windowsupdate.com office.com office365.com live.com outlook.com sharepoint.com bing.com
  msn.com azure.com azureedge.net akamai.net akamaized.net cloudflare.com amazonaws.com cloudfront.net apple.com
  icloud.com facebook.com twitter.com linkedin.com github.com githubusercontent.com dropbox.com digicert.com
  mozilla.org adobe.com zoom.us wikipedia.org nhs.uk nhs.net gov.uk co.uk org.uk ac.uk com.au co.nz co.jp com.br
  in-addr.arpa ip6.arpa`);
const system =
  words(`svchost.exe explorer.exe lsass.exe csrss.exe smss.exe services.exe wininit.exe winlogon.exe
  rundll32.exe regsvr32.exe cmd.exe powershell.exe pwsh.exe conhost.exe wscript.exe cscript.exe mshta.exe msiexec.exe
  taskhostw.exe dllhost.exe spoolsv.exe taskeng.exe schtasks.exe net.exe net1.exe reg.exe sc.exe wmic.exe certutil.exe
  vssadmin.exe bcdedit.exe bitsadmin.exe ntoskrnl.exe kernel32.dll ntdll.dll user32.dll chrome.exe msedge.exe
  firefox.exe winword.exe excel.exe outlook.exe powerpnt.exe acrobat.exe acrord32.exe setup.exe install.exe
  update.exe updater.exe index.html index.php readme.txt desktop.ini thumbs.db autorun.inf`);
const emptyFile = words(`d41d8cd98f00b204e9800998ecf8427e da39a3ee5e6b4b0d3255bfef95601890afd80709
  e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
  cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e`);
