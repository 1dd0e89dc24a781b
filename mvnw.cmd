@echo off
rem Runs Maven in the version this project is built with, whatever is installed.
rem
rem   mvnw.cmd verify
rem
rem Version and checksum stand in .mvn\wrapper\parley-maven.properties. The first
rem start fetches that Maven and unpacks it under %MAVEN_USER_HOME%\wrapper (by
rem default %USERPROFILE%\.m2\wrapper); later starts use it as it is and need no
rem network. The second half of this file is the PowerShell script that does so.
setlocal

set "MVNW_SELF=%~f0"
for /f "usebackq eol=# tokens=1,* delims==" %%a in ("%~dp0.mvn\wrapper\parley-maven.properties") do set "MVNW_%%a=%%b"
if not defined MVNW_mavenSha512 (
  echo mvnw: cannot read .mvn\wrapper\parley-maven.properties>&2
  exit /b 1
)

set "MVNW_DIST=%USERPROFILE%\.m2"
if defined MAVEN_USER_HOME set "MVNW_DIST=%MAVEN_USER_HOME%"
set "MVNW_DIST=%MVNW_DIST%\wrapper\dists\apache-maven-%MVNW_mavenVersion%"
rem The folder is named after the checksum, so its contents have passed this check.
set "MVNW_MAVEN=%MVNW_DIST%\%MVNW_mavenSha512:~0,16%"

if defined JAVA_HOME goto checkJavaHome
where javac >nul 2>nul
if not errorlevel 1 goto checkMaven
echo mvnw: no JDK found: put one (17 or newer) on the PATH or set JAVA_HOME>&2
exit /b 1

:checkJavaHome
if exist "%JAVA_HOME%\bin\javac.exe" goto checkMaven
echo mvnw: JAVA_HOME is no JDK, bin\javac.exe is missing: "%JAVA_HOME%">&2
exit /b 1

:checkMaven
if exist "%MVNW_MAVEN%\bin\mvn.cmd" goto run
powershell -NoProfile -Command "Invoke-Expression ((Get-Content -Raw -LiteralPath $env:MVNW_SELF) -split '(?m)^::PowerShell\r?\n')[1]" 1>&2
if not exist "%MVNW_MAVEN%\bin\mvn.cmd" exit /b 1

rem Without "call", which would change carets and percent signs in the arguments:
rem this file ends here and the exit code is Maven's.
:run
"%MVNW_MAVEN%\bin\mvn.cmd" %*

::PowerShell
$ErrorActionPreference = 'Stop'
# Drawing the progress bar would slow the download down many times.
$ProgressPreference = 'SilentlyContinue'

$version = $env:MVNW_mavenVersion
$plugin = $env:MVNW_dependencyPluginVersion
$zip = "apache-maven-$version-bin.zip"
$failed = $false
$tmp = $null

try {
  $dist = (New-Item -ItemType Directory -Force -Path $env:MVNW_DIST).FullName
  $tmp = (New-Item -ItemType Directory -Path (Join-Path $dist ('.new.' + [guid]::NewGuid()))).FullName
  Set-Location -LiteralPath $tmp

  Write-Output "mvnw: fetching Maven $version"
  if (Get-Command mvn -CommandType Application -ErrorAction SilentlyContinue) {
    # An installed Maven knows this user's mirrors, proxies and passwords. It runs
    # in the empty folder, so that neither the pom nor .mvn of the project is read.
    $env:MAVEN_BASEDIR = $tmp
    & mvn -B -q "org.apache.maven.plugins:maven-dependency-plugin:${plugin}:copy" `
      "-Dartifact=org.apache.maven:apache-maven:${version}:zip:bin" '-DoutputDirectory=.'
    if ($LASTEXITCODE -ne 0) { throw "the installed Maven could not fetch Maven $version" }
  } else {
    [Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
    $url = "https://archive.apache.org/dist/maven/maven-3/$version/binaries/$zip"
    try { Invoke-WebRequest -UseBasicParsing -Uri $url -OutFile $zip }
    catch { throw "could not download ${url}: $_" }
  }

  $got = (Get-FileHash -Algorithm SHA512 -LiteralPath $zip).Hash
  # -ne does not tell upper from lower case.
  if ($got -ne $env:MVNW_mavenSha512) {
    Remove-Item -LiteralPath $zip
    throw ("$zip deleted, wrong SHA-512: expected $env:MVNW_mavenSha512, got $($got.ToLower())" +
      ' (a copy in your local Maven repository may be damaged too)')
  }
  Expand-Archive -LiteralPath $zip -DestinationPath $tmp

  # The whole folder appears with one rename, never half of it. The rename fails
  # if the target is there: of two starts at once the first wins, and the second
  # uses what the first has put there.
  $target = Join-Path $dist (Split-Path -Leaf $env:MVNW_MAVEN)
  try { [IO.Directory]::Move((Join-Path $tmp "apache-maven-$version"), $target) }
  catch {
    if (-not (Test-Path -LiteralPath (Join-Path $target 'bin\mvn.cmd'))) {
      throw "cannot put Maven in place: remove $target and start again"
    }
  }
} catch {
  [Console]::Error.WriteLine("mvnw: $_")
  $failed = $true
}

Set-Location -LiteralPath $env:SystemRoot
if ($tmp) { Remove-Item -LiteralPath $tmp -Recurse -Force -ErrorAction SilentlyContinue }
if ($failed) { exit 1 }
