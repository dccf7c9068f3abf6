@echo off
rem Starts millrace with the jars in lib\ beside this folder. It compiles nothing.
rem   JAVA_HOME           the Java to use (17 or newer); otherwise the java on the PATH
rem   MILLRACE_JAVA_OPTS  more options for the JVM, such as -Xmx4g
setlocal
set "MILLRACE_LIB=%~dp0..\lib"
set "MILLRACE_JAVA=java"
if not defined JAVA_HOME goto find
set "MILLRACE_JAVA=%JAVA_HOME%\bin\java.exe"
if exist "%MILLRACE_JAVA%" goto check
echo millrace: JAVA_HOME is %JAVA_HOME%, but there is no bin\java.exe in it; let it point to a Java 17 or newer 1>&2
exit /b 1
:find
where /q java
if not errorlevel 1 goto check
echo millrace: no java found: install a Java 17 or newer, or let JAVA_HOME point to one 1>&2
exit /b 1
:check
rem Older ones end with an error at this option.
"%MILLRACE_JAVA%" --enable-native-access=ALL-UNNAMED -version >nul 2>&1
if not errorlevel 1 goto start
echo millrace: needs Java 17 or newer; let JAVA_HOME point to one 1>&2
exit /b 1
:start
"%MILLRACE_JAVA%" -XX:+UseSerialGC %MILLRACE_JAVA_OPTS% --enable-native-access=ALL-UNNAMED -cp "%MILLRACE_LIB%\millrace.jar;%MILLRACE_LIB%\millrace-demo.jar" dev.millrace.cli.Main %*
exit /b %ERRORLEVEL%
