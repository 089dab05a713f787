import ArgumentParser
import Storage

/// The story, or the article of one, that a command is asked about.
struct StoryArgument: ParsableArguments {
  @Argument(help: "The story's id, or an article's, as 'tieup list' shows it.")
  var id: String

  /// What the store has of it; a failure that says so where it has nothing.
  func found<Found>(
    _ context: CommandContext,
    _ look: (Store, Int64) throws(StoreError) -> Found?
  ) throws(Failure) -> Found {
    let id = try StoryID(self.id)
    let store = try context.store(.readOnly)
    let found: Found?
    do throws(StoreError) { found = try look(store, id.number) } catch { throw Failure(error) }
    guard let found else { throw id.isMissing }
    return found
  }
}
