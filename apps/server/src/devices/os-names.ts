/**
 * Names of Windows versions by the version and build that event 6009 of the System log reports ("5.1.2600").
 * Sources: Microsoft's release information pages for each version; builds shared by a client and a server version
 * name both, because 6009 does not tell them apart.
 */
const names: Readonly<Record<string, string>> = {
  '4.0.1381': 'Windows NT 4.0',
  '5.0.2195': 'Windows 2000',
  '5.1.2600': 'Windows XP',
  '5.2.3790': 'Windows Server 2003 or XP x64',
  '6.0.6000': 'Windows Vista',
  '6.0.6001': 'Windows Vista SP1 or Server 2008',
  '6.0.6002': 'Windows Vista SP2 or Server 2008 SP2',
  '6.0.6003': 'Windows Server 2008 SP2',
  '6.1.7600': 'Windows 7 or Server 2008 R2',
  '6.1.7601': 'Windows 7 SP1 or Server 2008 R2 SP1',
  '6.2.9200': 'Windows 8 or Server 2012',
  '6.3.9600': 'Windows 8.1 or Server 2012 R2',
  '10.0.10240': 'Windows 10 1507',
  '10.0.10586': 'Windows 10 1511',
  '10.0.14393': 'Windows 10 1607 or Server 2016',
  '10.0.15063': 'Windows 10 1703',
  '10.0.16299': 'Windows 10 1709',
  '10.0.17134': 'Windows 10 1803',
  '10.0.17763': 'Windows 10 1809 or Server 2019',
  '10.0.18362': 'Windows 10 1903',
  '10.0.18363': 'Windows 10 1909',
  '10.0.19041': 'Windows 10 2004',
  '10.0.19042': 'Windows 10 20H2',
  '10.0.19043': 'Windows 10 21H1',
  '10.0.19044': 'Windows 10 21H2',
  '10.0.19045': 'Windows 10 22H2',
  '10.0.20348': 'Windows Server 2022',
  '10.0.22000': 'Windows 11 21H2',
  '10.0.22621': 'Windows 11 22H2',
  '10.0.22631': 'Windows 11 23H2',
  '10.0.26100': 'Windows 11 24H2 or Server 2025',
  '10.0.26200': 'Windows 11 25H2',
};

/** A system by its build (`5.1.2600`) and what event 6009 said of service packs; the build where it has no name here. */
export function osName(build: string, servicePack: string | null): string {
  const name = names[build] ?? `Windows ${build}`;
  const pack = servicePack?.trim();
  return pack && !name.includes(' SP') ? `${name} ${pack}` : name;
}

/** Builds whose name contains a text, or that contain it themselves. */
export function buildsNamed(text: string): string[] {
  const wanted = text.toLowerCase();
  const named = Object.entries(names).filter(
    ([build, name]) => name.toLowerCase().includes(wanted) || build.includes(wanted),
  );
  return [...named.map(([build]) => build), ...(/^\d+\.\d+\.\d+$/.test(text) ? [text] : [])];
}
