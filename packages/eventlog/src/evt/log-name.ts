import type { EvtHeader } from './evt-record.ts';

const system = `Application Popup,atapi,Automatic Updates,b57w2k,Browser,cdrom,DCOM,Dhcp,Disk,DnsApi,e1express,EventLog,
 Ftdisk,i8042prt,Kerberos,LSASRV,MRxSmb,NETLOGON,NetBT,NtServicePack,Ntfs,PlugPlayManager,Print,RemoteAccess,
 Removable Storage Service,SAM,Save Dump,Save Dump Helper,Schannel,Server,Service Control Manager,sr,Srv,System Error,Tcpip,
 TermDD,TermService,USER32,W32Time,Windows File Protection,Windows Update Agent,Workstation`;
const application = `.NET Runtime,Application Error,Application Hang,AutoEnrollment,Ci,COM+,crypt32,DrWatson,ESENT,
 EventSystem,LoadPerf,McLogEvent,Microsoft Office 11,MsiInstaller,MSDTC,MSSQLSERVER,Office 2003,Perflib,PerfNet,
 PerfOS,SceCli,SceSrv,SecurityCenter,SpoolerCtrs,Symantec AntiVirus,Userenv,VSS,WinMgmt,Winlogon,WmiAdapter,WSH`;

const logOf = new Map<string, string>([
  ...names(system).map((name) => [name, 'System'] as const),
  ...names(application).map((name) => [name, 'Application'] as const),
  ['security', 'Security'],
]);

function names(list: string): string[] {
  return list.split(/,\s*/).map((name) => name.toLowerCase());
}

/**
 * Name of the log an EVT file is of; the file does not hold it. Decided by the sources of its records, since
 * copies are renamed: `Security` writes to the Security log only, and the usual sources of Windows are each
 * known to one log. Failing that by the file's name (`SysEvent.Evt`), failing that ''.
 */
export function evtLogName(headers: Iterable<EvtHeader>, fileName: string): string {
  const votes = new Map<string, number>();
  for (const { source } of headers) {
    const log = logOf.get(source.toLowerCase());
    if (log !== undefined) votes.set(log, (votes.get(log) ?? 0) + 1);
  }
  const [winner] = [...votes].sort((a, b) => b[1] - a[1]);
  if (winner !== undefined) return winner[0];
  const name = /[^/\\]*$/.exec(fileName.toLowerCase())?.[0] ?? '';
  if (name.includes('sec')) return 'Security';
  if (name.includes('sys')) return 'System';
  return name.includes('app') ? 'Application' : '';
}
