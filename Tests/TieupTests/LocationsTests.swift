import Testing

@testable import tieup

@Suite struct LocationsTests {
  private func find(
    config: String? = nil,
    data: String? = nil,
    _ environment: [String: String],
    here: Bool
  ) -> Locations {
    Locations.find(
      config: config,
      data: data,
      environment: environment,
      exists: { _ in here }
    )
  }

  @Test("options go before everything")
  func options() {
    let found = find(
      config: "a.yml",
      data: "d",
      ["TIEUP_CONFIG": "b.yml", "TIEUP_DATA": "e"],
      here: true
    )
    #expect((found.config, found.data) == ("a.yml", "d"))
  }

  @Test("then the two variables, unless they are empty")
  func variables() {
    let found = find(["TIEUP_CONFIG": "b.yml", "TIEUP_DATA": ""], here: true)
    #expect((found.config, found.data) == ("b.yml", "data"))
    #expect(found.configReason == "TIEUP_CONFIG")
  }

  @Test("then the working folder, if feeds.yml is there")
  func workingFolder() {
    let found = find(["HOME": "/home/desk"], here: true)
    #expect((found.config, found.data) == ("feeds.yml", "data"))
  }

  @Test("then the XDG folders, whose relative values are ignored")
  func xdg() {
    let plain = find(["HOME": "/home/desk"], here: false)
    #expect(plain.config == "/home/desk/.config/tieup/feeds.yml")
    #expect(plain.data == "/home/desk/.local/share/tieup")
    let set = find(
      ["HOME": "/home/desk", "XDG_CONFIG_HOME": "/etc/desk", "XDG_DATA_HOME": "relative"],
      here: false
    )
    #expect(set.config == "/etc/desk/tieup/feeds.yml")
    #expect(set.data == "/home/desk/.local/share/tieup")
  }
}
