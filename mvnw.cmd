@echo off
rem Runs Maven: one of 3.8 or newer from the PATH, else the pinned one, fetched once into your cache. The script `mvnw` is its twin.
setlocal enableextensions disabledelayedexpansion
set "WANTED=3.9.16"
set "HERE=%~dp0"
set "HERE=%HERE:~0,-1%"
set "MAVEN="
for %%M in (mvn.cmd) do if not "%%~$PATH:M"=="" call :judge "%%~$PATH:M"
if defined MAVEN goto run

set "CACHE=%NEURONBOOK_CACHE%"
if not defined CACHE set "CACHE=%LOCALAPPDATA%\neuronbook"
set "MAVEN=%CACHE%\apache-maven-%WANTED%\bin\mvn.cmd"
if exist "%MAVEN%" goto run
set "PYTHON="
for %%P in (py.exe python.exe) do if not defined PYTHON if not "%%~$PATH:P"=="" set "PYTHON=%%~$PATH:P"
if not defined PYTHON (
  echo mvnw: there is neither Maven 3.8 or newer nor Python to fetch it with. 1>&2
  echo mvnw: winget install Python.Python.3.12 1>&2
  exit /b 1
)
"%PYTHON%" "%HERE%\.mvn\fetch_maven.py" "%CACHE%\apache-maven-%WANTED%"
if errorlevel 1 exit /b 1

:run
call "%MAVEN%" %*
exit /b %ERRORLEVEL%

:judge
set "FOUND="
for /f "usebackq tokens=1-3" %%A in (`^""%~1" --version 2^>^&1^"`) do if "%%A %%B"=="Apache Maven" set "FOUND=%%C"
if not defined FOUND exit /b 0
for /f "tokens=1,2 delims=." %%A in ("%FOUND%") do (
  if %%A GTR 3 set "MAVEN=%~1"
  if %%A EQU 3 if %%B GEQ 8 set "MAVEN=%~1"
)
exit /b 0
