@echo off
rem Builds what is stale, then runs the command. Whether something is stale is seen from the files' times: asking MSBuild takes seconds.
setlocal
set "root=%~dp0"
set "program=%root%cli\bin\Release\net10.0\Classroom.Cli.dll"
set "stamp=%root%cli\bin\Release\built"
set DOTNET_CLI_TELEMETRY_OPTOUT=1
set DOTNET_NOLOGO=1

where dotnet >nul 2>nul
if errorlevel 1 (
  echo The .NET SDK 10 is not on this machine, and classroom is built with it. https://dotnet.microsoft.com/download tells how to get it. 1>&2
  exit /b 3
)

powershell -NoProfile -Command "$stamp = Get-Item -ErrorAction Ignore $env:stamp; if (-not $stamp -or -not (Test-Path $env:program)) { exit 1 }; $new = Get-ChildItem -Recurse -File -Path (@('cli','infra','functions','cloud','offline') | ForEach-Object { Join-Path $env:root $_ }), (Join-Path $env:root 'Directory.*'), (Join-Path $env:root 'global.json') | Where-Object { $_.LastWriteTimeUtc -gt $stamp.LastWriteTimeUtc -and $_.FullName -notmatch '\\(bin|obj)\\' } | Select-Object -First 1; if ($new) { exit 1 } else { exit 0 }"
if errorlevel 1 (
  rem A part that is ready is a line, so that the first minute is not silent.
  if exist "%stamp%" (echo Building what has changed... 1>&2) else (echo Building, for the first time; that takes a minute or two. Each line is a part that is ready: 1>&2)
  dotnet build "%root%cli" -c Release -v minimal -tl:off 1>&2
  if errorlevel 1 (
    echo The build failed: what it says is above. "dotnet build cli -c Release" repeats it. 1>&2
    exit /b 3
  )
  type nul > "%stamp%"
)
dotnet "%program%" %*
exit /b %errorlevel%
