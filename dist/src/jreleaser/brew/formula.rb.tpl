# Made by JReleaser from dist/src/jreleaser/brew of the sources.
class {{brewFormulaName}} < Formula
  desc "{{projectDescription}}"
  homepage "{{projectLinkHomepage}}"
  url "{{distributionUrl}}"
  version "{{projectVersion}}"
  sha256 "{{distributionChecksumSha256}}"
  license "{{projectLicense}}"

  depends_on "openjdk@17"

  def install
    libexec.install "bin", "lib", "third-party", "LICENSE", "README.txt", "sbom.cdx.json"
    man1.install Dir["share/man/man1/*"]
    bash_completion.install "share/completion/millrace.bash" => "millrace"
    fish_completion.install "share/completion/millrace.fish"
    # that Java is not on the PATH
    (bin/"millrace").write_env_script libexec/"bin/millrace", Language::Java.overridable_java_home_env("17")
  end

  test do
    assert_match "{{projectVersion}}", shell_output("#{bin}/millrace --version")
  end
end
