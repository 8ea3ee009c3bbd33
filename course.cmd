@echo off
rem The course's command on Windows: `course lab` opens the lessons, `course test` runs every test, `course help` tells the rest.
rem It finds a JDK, builds what is stale and hands over to kernel-lib\course. The script `course` is its twin and explains more.
setlocal enableextensions disabledelayedexpansion
set "ROOT=%~dp0"
set "ROOT=%ROOT:~0,-1%"
set "TARGET=%ROOT%\kernel-lib\course\target"
set "STAMP=%TARGET%\build.stamp"
set "LOG=%TARGET%\build.log"

set "JDK="
set "SEEN_REFUSED="
set "SEEN_JRE="
set "SEEN_OLD="
if defined JAVA_HOME call :judge "%JAVA_HOME%\bin\java.exe"
for %%J in (java.exe) do if not defined JDK if not "%%~$PATH:J"=="" call :judge "%%~$PATH:J"
if defined COURSE_JDK_PLACES (
  for /d %%D in ("%COURSE_JDK_PLACES%\*") do call :judge "%%~D\bin\java.exe"
  goto looked
)
for /d %%D in (
  "%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk*" "%ProgramFiles%\Zulu\*"
  "%ProgramFiles%\Amazon Corretto\*" "%ProgramFiles%\BellSoft\*" "%ProgramFiles%\OpenJDK\*"
  "%LOCALAPPDATA%\Programs\Eclipse Adoptium\*" "%USERPROFILE%\.jdks\*" "%USERPROFILE%\scoop\apps\openjdk\*"
) do call :judge "%%~D\bin\java.exe"
:looked
if not defined JDK goto no_jdk
set "JAVA_HOME=%JDK%"

powershell -NoProfile -Command "$stamp = '%STAMP%'; if (-not (Test-Path $stamp)) { exit 1 }; $built = (Get-Item $stamp).LastWriteTimeUtc; $modules = 'kernel-lib\compute','kernel-lib\nn','kernel-lib\datasets','kernel-lib\pretrained','kernel-lib\notebook','kernel-lib\kernel','kernel-lib\grader','kernel-lib\course','exercises','solutions\misconceptions'; $sources = @(Join-Path '%ROOT%' 'pom.xml') + ($modules | ForEach-Object { Join-Path '%ROOT%' (Join-Path $_ 'pom.xml'); Join-Path '%ROOT%' (Join-Path $_ 'src\main') }); $newer = Get-Item $sources -ErrorAction SilentlyContinue | ForEach-Object { $_; if ($_.PSIsContainer) { Get-ChildItem $_.FullName -Recurse } } | Where-Object { $_.LastWriteTimeUtc -gt $built } | Select-Object -First 1; if ($newer) { exit 1 } else { exit 0 }"
if not errorlevel 1 goto run

if not exist "%TARGET%" mkdir "%TARGET%"
echo course: building what has changed (the first time Maven fetches its libraries, a few minutes) 1>&2
type nul > "%STAMP%.new"
call "%ROOT%\mvnw.cmd" -B -f "%ROOT%\pom.xml" -pl kernel-lib/course -am -Dmaven.test.skip=true package > "%LOG%" 2>&1 < nul
if errorlevel 1 goto no_build
move /y "%STAMP%.new" "%STAMP%" > nul

:run
rem Windows keeps the jars of a running program from being replaced, and `course test` builds: so it runs from a copy.
robocopy "%TARGET%\lib" "%TARGET%\run" /MIR /NJH /NJS /NFL /NDL /NP > nul
"%JAVA_HOME%\bin\java.exe" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djava.awt.headless=true "-Dneuronbook.root=%ROOT%" -cp "%TARGET%\run\*" org.neuronbook.course.cli.CourseMain %*
exit /b %ERRORLEVEL%

rem ---- judge JAVA: sets JDK if the course can use the JDK that this program belongs to, or notes why not ----------------
:judge
if defined JDK exit /b 0
if not exist "%~1" exit /b 0
set "HOME_OF="
set "VERSION="
for /f "usebackq tokens=1,* delims== " %%A in (`^""%~1" -XshowSettings:properties -version 2^>^&1^"`) do (
  if "%%A"=="java.home" set "HOME_OF=%%B"
  if "%%A"=="java.version" set "VERSION=%%B"
)
if not defined VERSION exit /b 0
set "MAJOR="
set "MINOR="
set "PATCH="
for /f "tokens=1-3 delims=.-_+" %%A in ("%VERSION%") do (
  set "MAJOR=%%A"
  set "MINOR=%%B"
  set "PATCH=%%C"
)
if %MAJOR% LSS 17 (
  set "SEEN_OLD=%VERSION%"
  exit /b 0
)
if not "%MAJOR%"=="25" goto whole
if not defined MINOR goto refused
if not "%MINOR%"=="0" goto whole
if not defined PATCH goto refused
if %PATCH% LSS 3 goto refused
:whole
if not exist "%HOME_OF%\bin\javac.exe" goto runtime_only
"%HOME_OF%\bin\java.exe" --add-modules jdk.jshell,jdk.compiler -version > nul 2>&1
if errorlevel 1 goto runtime_only
set "JDK=%HOME_OF%"
exit /b 0
:refused
set "SEEN_REFUSED=%VERSION%"
exit /b 0
:runtime_only
set "SEEN_JRE=%VERSION%"
exit /b 0

:no_jdk
if defined SEEN_REFUSED (
  echo course: the only JDK that could do is %SEEN_REFUSED%, and JDK 25.0.0 to 25.0.2 are refused: their G1 collector 1>&2
  echo course: moves arrays that native code holds on to, which makes matrix products wrong. 25.0.3 mends it. 1>&2
  echo course: Install JDK 25.0.3 or newer, or 21, or 17: 1>&2
) else if defined SEEN_JRE (
  echo course: there is only a Java runtime ^(JRE %SEEN_JRE%^) here. Notebooks compile Java, so the course needs a JDK, 17 or newer: 1>&2
) else if defined SEEN_OLD (
  echo course: Java %SEEN_OLD% is too old. The course needs a JDK, 17 or newer: 1>&2
) else (
  echo course: no Java was found. The course needs a JDK, 17 or newer: 1>&2
)
echo   winget install EclipseAdoptium.Temurin.21.JDK 1>&2
echo If a JDK is installed somewhere unusual, tell where: set JAVA_HOME=C:\path\to\the\jdk 1>&2
exit /b 1

:no_build
del "%STAMP%.new" > nul 2>&1
echo course: the build failed: 1>&2
findstr /b /c:"[ERROR]" /c:"mvnw:" "%LOG%" 1>&2
echo course: the first build needs the network. All of Maven's output: %LOG% 1>&2
if /i "%~1"=="doctor" if exist "%STAMP%" goto run
exit /b 1
