$ tapline report
tapline: report: name the capture file (- for standard input)
[exit 1]
