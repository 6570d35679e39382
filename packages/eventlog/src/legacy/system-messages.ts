/**
 * Insertion strings of legacy System and Application events from their rendered English message, for shippers that
 * send nothing else (NXLog im_mseventlog). The order of the groups is the order of the strings in the record itself.
 * The key is source and id together, as ids repeat between sources.
 *
 * The texts are those of the message files of XP and Server 2003; the strings' order is that of real EVT logs.
 */
const patterns: Readonly<Record<string, RegExp>> = {
  // Stop code and its four parameters. Strings are the bare numbers, without 0x.
  'system error 1003':
    /^Error code ([0-9a-f]{1,16}), parameter1 ([0-9a-f]{1,16}), parameter2 ([0-9a-f]{1,16}), parameter3 ([0-9a-f]{1,16}), parameter4 ([0-9a-f]{1,16})\.?$/i,
  'save dump 1001':
    /^The computer has rebooted from a bugcheck\. {1,2}The bugcheck was: ?\s?(0x[0-9a-f]{1,16} \([0-9a-fx, ]{1,99}\))\. (?:Microsoft Windows [^.]{0,60}\. )?A dump was saved in: ([^"<>|]{1,260})\.$/i,
  'service control manager 7034':
    /^The (.{1,256}) service terminated unexpectedly\. {1,2}It has done this (\d{1,10}) time\(s\)\.$/,
  'service control manager 7035':
    /^The (.{1,256}) service was successfully sent a (start|stop|pause|continue|[a-z ]{1,40}) control\.$/,
  'service control manager 7036': /^The (.{1,256}) service entered the ([a-z ]{1,40}) state\.$/,
  'application error 1000':
    /^Faulting application ([^,]{1,260}), version ([\d.]{1,40}), faulting module ([^,]{1,260}), version ([\d.]{1,40}), fault address (0x[0-9a-f]{1,16})\.$/i,
};

/** Empty when the event is not in the table or the message does not have its wording. */
export function stringsFromSystemMessage(source: string, eventId: number, message: string): string[] {
  const pattern = patterns[`${source.toLowerCase()} ${eventId}`];
  // A shipper that flattens messages leaves runs of blanks for ends of lines, and one at the end.
  return pattern?.exec(message.replace(/[\r\n\t]+/g, ' ').trim())?.slice(1) ?? [];
}
